using System.Security.Cryptography;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Features;

/// <summary>What a classifier's last layer decides by, as the description of an item.</summary>
internal static class ModelEmbedding
{
    private const int Tried = 8; // items, until one can be read

    /// <returns>Null where the model does not tell: of texts, regions, an older Labelsmith, or one that is no folder.</returns>
    public static Descriptor? Of(Predictor model, IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var file = model.Directory is { } directory ? Path.Combine(directory, ModelFiles.Onnx) : null;
        if (!File.Exists(file)
            || model.Run(items.Take(Tried), cancellation).OfType<ClassOutput>().FirstOrDefault() is not { Features: not null })
        {
            return null;
        }

        using var stream = File.OpenRead(file);
        return new Descriptor($"embedding of {Convert.ToHexStringLower(SHA256.HashData(stream))}", (some, stop) => model.Run(some, stop).Select(Describe));
    }

    private static Description Describe(ItemOutput output) => output switch
    {
        UnreadableOutput unreadable => new Description(null, unreadable.Fault),
        _ => new Description(((ClassOutput)output).Features),
    };
}
