namespace Labelsmith.Learning.Preprocessing;

/// <summary>A strong change of an image's tones, as a table from values 0 to 255 to values 0 to 1.</summary>
/// <remarks>Gamma, posterise and solarise of RandAugment (Cubuk et al. 2019, arXiv:1909.13719); its contrast, brightness and
/// colour are <see cref="ImageAugmentation"/>'s own.</remarks>
internal static class ToneCurve
{
    private static readonly float[] _plain = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>Draws one of the changes, or none.</summary>
    public static float[] Draw(Random random) => random.Next(4) switch
    {
        0 => Gamma(MathF.Exp(1.4f * (random.NextSingle() - 0.5f))),
        1 => Posterise(random.Next(2, 6)),
        2 => Solarise(0.5f + (0.5f * random.NextSingle())),
        _ => _plain,
    };

    /// <param name="exponent">Above 1 darker.</param>
    public static float[] Gamma(float exponent) => Array.ConvertAll(_plain, value => MathF.Pow(value, exponent));

    /// <param name="levels">How many tones are left.</param>
    public static float[] Posterise(int levels) =>
        Array.ConvertAll(_plain, value => MathF.Round(value * (levels - 1)) / (levels - 1));

    /// <param name="threshold">Values above it are turned round.</param>
    public static float[] Solarise(float threshold) => Array.ConvertAll(_plain, value => value > threshold ? 1 - value : value);
}
