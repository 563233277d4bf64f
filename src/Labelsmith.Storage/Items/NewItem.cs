using Labelsmith.Domain.Answers;

namespace Labelsmith.Storage.Items;

/// <summary>An item that is about to be imported. Its content lies in the blob store already.</summary>
/// <param name="Name">See <see cref="Item.Name"/>.</param>
public sealed record NewItem(string Name)
{
    /// <summary>Null for a text.</summary>
    public string? Blob { get; init; }

    public int? Width { get; init; }
    public int? Height { get; init; }

    /// <summary>Null for an image.</summary>
    public string? Text { get; init; }

    /// <summary>Answers that came with it, with label ids; null: none.</summary>
    public IReadOnlyList<Answer>? Annotation { get; init; }

    /// <summary>A model's answers that came with it, with label ids; null: none.</summary>
    public PredictionRecord? Prediction { get; init; }
}

/// <summary>What became of an import.</summary>
/// <param name="Added">How many.</param>
/// <param name="Present">Names that the project has already, or that came twice; those were left alone.</param>
/// <param name="InTrash">Those of <paramref name="Present"/> that lie in the trash.</param>
public sealed record AddedItems(int Added, IReadOnlyList<string> Present, IReadOnlyList<string> InTrash);
