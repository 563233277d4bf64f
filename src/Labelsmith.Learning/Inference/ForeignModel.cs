using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference.Foreign;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Inference;

/// <summary>A model of images that somebody else has trained: an ONNX file with a description in <c>NAME.yaml</c> beside it
/// (<see cref="ModelDescription"/>), or alone a classifier with an input (N, 1 or 3, H, W) and an output (N, K) of probabilities or logits.</summary>
/// <remarks>What the file alone does not say is taken from <c>NAME.labels.txt</c> beside it (a class a line; else they are called
/// <c>class 0</c> …) and from the usual: sides of 224 where any go; pixels from 0 to 1, with ImageNet's mean and deviation where
/// there are three channels.</remarks>
public static class ForeignModel
{
    private const string Kind = "foreign-image-model"; // of no folder, so that nothing loads it by this
    private const int UsualSide = 224;

    /// <summary>Whether a path names a model's file or a description, and not a folder.</summary>
    public static bool IsFile(string path) => IsDescription(path) || path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <param name="file">The ONNX file, or its description.</param>
    /// <exception cref="BadDataException">The file is missing, or not such a model.</exception>
    public static (ModelCard Card, IItemModel Model) Load(string file)
    {
        if (DescriptionOf(file) is { } yaml)
        {
            return Described(ModelOf(file, yaml), yaml);
        }

        var card = ReadCard(file);
        return IsOwn(file)
            ? (card, ModelKinds.All[card.Kind](Path.GetDirectoryName(Path.GetFullPath(file))!, card))
            : (card, new ImageClassifier(file, card.SettingsAs<ImageClassifierSettings>()));
    }

    /// <summary>What <see cref="Load"/> takes the file for.</summary>
    /// <exception cref="BadDataException">The file is missing, or not such a model.</exception>
    public static ModelCard ReadCard(string file)
    {
        if (DescriptionOf(file) is { } yaml)
        {
            var (described, model) = Described(ModelOf(file, yaml), yaml);
            model.Dispose();
            return described;
        }

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
            Provenance = ProvenanceOf(file),
        };
    }

    private static bool IsDescription(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The description that is named, or lies beside the file; null: there is none.</summary>
    private static string? DescriptionOf(string file) =>
        IsDescription(file) ? file
        : !IsOwn(file) && File.Exists(Path.ChangeExtension(file, ".yaml")) ? Path.ChangeExtension(file, ".yaml")
        : null;

    /// <summary>The ONNX file that a description speaks of.</summary>
    private static string ModelOf(string file, string yaml)
    {
        if (!IsDescription(file))
        {
            return file;
        }

        var named = DescriptionKeys.Read(yaml).Text("model");
        return named is null ? Path.ChangeExtension(yaml, ".onnx") : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(yaml))!, named);
    }

    private static (ModelCard Card, IItemModel Model) Described(string file, string yaml)
    {
        if (!File.Exists(file))
        {
            throw new BadDataException($"There is no model {file}, of which {yaml} speaks: put it there, or name it by the key 'model'.");
        }

        var session = new ForeignSession(file);
        try
        {
            var description = ModelDescription.Read(yaml, session);
            return (new ModelCard
            {
                Kind = Kind,
                Task = description.Task,
                Medium = Medium.Image,
                Classes = description.Classes,
                Background = description.Background,
                Architecture = Path.GetFileName(file),
                Settings = ModelCard.ToSettings(new { }),
                Provenance = ProvenanceOf(file),
            }, new ForeignImageModel(session, description));
        }
        catch (BadDataException)
        {
            session.Dispose();
            throw;
        }
    }

    private static Provenance ProvenanceOf(string file) => new("", "", 0, 0, File.GetLastWriteTimeUtc(file), new Dictionary<string, string>());

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
