using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Inference;

/// <summary>An image classifier that somebody else has trained: an ONNX file with an input (N, 1 or 3, H, W) and an output
/// (N, K) of probabilities or logits.</summary>
/// <remarks>What the file does not say is taken from <c>NAME.labels.txt</c> beside it (a class a line; else they are called
/// <c>class 0</c> …) and from the usual: sides of 224 where any go; pixels from 0 to 1, with ImageNet's mean and deviation where
/// there are three channels.</remarks>
public static class ForeignModel
{
    private const int UsualSide = 224;

    /// <exception cref="BadDataException">The file is missing, or not such a model.</exception>
    public static (ModelCard Card, IItemModel Model) Load(string file)
    {
        var card = ReadCard(file);
        return IsOwn(file)
            ? (card, ModelKinds.All[card.Kind](Path.GetDirectoryName(Path.GetFullPath(file))!, card))
            : (card, new ImageClassifier(file, card.SettingsAs<ImageClassifierSettings>()));
    }

    /// <summary>What <see cref="Load"/> takes the file for.</summary>
    /// <exception cref="BadDataException">The file is missing, or not such a model.</exception>
    public static ModelCard ReadCard(string file)
    {
        if (!File.Exists(file))
        {
            throw new BadDataException($"There is no model {file}: name an .onnx file or the folder 'model' of a run.");
        }

        if (IsOwn(file))
        {
            return ModelCard.Read(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }

        using var session = new OnnxSession(file);
        if (session.InputShape is not [_, 1 or 3, _, _] || session.OutputShape is not [_, > 1])
        {
            var shapes = $"({string.Join(", ", session.InputShape)}) and ({string.Join(", ", session.OutputShape)})";
            throw new BadDataException(
                $"{file} has an input and an output of the shapes {shapes}: an image classifier needs (N, 1 or 3, H, W) and (N, K).");
        }

        return new ModelCard
        {
            Kind = ImageClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Image,
            Classes = Labels(file, session.OutputShape[1]),
            Architecture = Path.GetFileName(file),
            Settings = ModelCard.ToSettings(Settings(session.InputShape)),
            Provenance = new Provenance("", "", 0, 0, File.GetLastWriteTimeUtc(file), new Dictionary<string, string>()),
        };
    }

    /// <summary>One that Labelsmith wrote has its card beside it.</summary>
    private static bool IsOwn(string file) =>
        Path.GetFileName(file) == ModelFiles.Onnx
        && File.Exists(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, ModelCard.FileName));

    private static ImageClassifierSettings Settings(IReadOnlyList<int> shape)
    {
        var input = shape[1] == 3
            ? new ImageInput(3, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f])
            : new ImageInput(1, [0], [1]);
        return new ImageClassifierSettings(
            shape[3] > 0 ? shape[3] : UsualSide, shape[2] > 0 ? shape[2] : UsualSide, input, Mirror: false);
    }

    private static string[] Labels(string file, int count)
    {
        var names = Path.ChangeExtension(file, ".labels.txt");
        if (!File.Exists(names))
        {
            return [.. Enumerable.Range(0, count).Select(i => $"class {i}")];
        }

        var labels = File.ReadAllLines(names).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line.Trim()).ToArray();
        return labels.Length == count
            ? labels
            : throw new BadDataException($"{names} names {labels.Length} classes, but the model gives {count}: write one a line.");
    }
}
