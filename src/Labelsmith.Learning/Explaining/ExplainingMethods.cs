namespace Labelsmith.Learning.Explaining;

/// <summary>Keys of the ways to explain; they never change.</summary>
public static class ExplainingMethods
{
    public const string GradCam = "grad-cam";
    public const string Occlusion = "occlusion";
    public const string IntegratedGradients = "integrated-gradients";

    public static IReadOnlyList<string> All { get; } = [GradCam, Occlusion, IntegratedGradients];
}
