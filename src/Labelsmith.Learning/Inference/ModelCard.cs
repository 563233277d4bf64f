using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference;

/// <summary><c>model.json</c>: all that is needed to use a model, and where it comes from.</summary>
public sealed record ModelCard
{
    public const string FileName = "model.json";

    /// <summary>A key of <see cref="ModelKinds"/>: who loads it.</summary>
    public required string Kind { get; init; }

    public required TaskKind Task { get; init; }

    public required Medium Medium { get; init; }

    /// <summary>K label names in the order of the model's outputs.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>As <see cref="Dataset.Background"/>.</summary>
    public string? Background { get; init; }

    /// <summary>For detection: answers with a lower score are there to measure by, and not shown to people. Null: all are shown.</summary>
    public double? Threshold { get; init; }

    /// <summary>For sets of labels, shape (K): from which probability on each is given. Null for other tasks.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>For regression: half the width of the range that holds nine tenths of the numbers learned from. Null for other tasks.</summary>
    public double? Spread { get; init; }

    /// <summary>What serves the model; null: ONNX Runtime.</summary>
    public EngineRecord? Engine { get; init; }

    /// <summary>For people, such as <c>U-Net 16-32-64-128-256</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>What the kind needs to know: preprocessing, vocabulary …</summary>
    public required JsonElement Settings { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>The settings as the kind's own record.</summary>
    public T SettingsAs<T>() => Settings.Deserialize<T>(DomainJson.Options)
        ?? throw new BadDataException($"The settings in {FileName} are empty: export the model again.");

    public static JsonElement ToSettings<T>(T settings) => JsonSerializer.SerializeToElement(settings, DomainJson.Options);

    public void Write(string directory) =>
        File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this, DomainJson.Indented));

    /// <exception cref="BadDataException">There is no sound <c>model.json</c> in the folder.</exception>
    public static ModelCard Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            return JsonSerializer.Deserialize<ModelCard>(File.ReadAllText(file), DomainJson.Options)!;
        }
        catch (Exception failure) when (failure is JsonException or IOException)
        {
            throw new BadDataException(
                $"{directory} is not a model's folder: {FileName} is missing or broken. Name the folder 'model' of a run.",
                failure);
        }
    }
}

/// <summary>Where a model comes from.</summary>
/// <param name="Data">The data's name.</param>
/// <param name="Method">The method's key.</param>
/// <param name="Seed">The run's.</param>
/// <param name="LabelsUsed">Labelled items that the model has seen, validation included.</param>
/// <param name="TrainedAt">When training began.</param>
/// <param name="Versions">Of Labelsmith and of the engines.</param>
public sealed record Provenance(
    string Data, string Method, int Seed, int LabelsUsed, DateTimeOffset TrainedAt, IReadOnlyDictionary<string, string> Versions);
