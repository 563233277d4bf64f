using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace Labelsmith.Learning.Runs;

/// <summary>What a run was made with, for reports and model cards.</summary>
internal static class EngineVersions
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["labelsmith"] = Version(typeof(EngineVersions)),
        ["torchsharp"] = Version(typeof(torch)),
        ["onnxruntime"] = Version(typeof(InferenceSession)),
        ["dotnet"] = Environment.Version.ToString(),
        ["system"] = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
    };

    private static string Version(Type type)
    {
        var assembly = type.Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "";
        return version.Split('+')[0];
    }
}
