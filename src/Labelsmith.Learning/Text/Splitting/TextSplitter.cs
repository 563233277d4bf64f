using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>The settings of a <see cref="TextSplitter"/>.</summary>
/// <param name="StemLength">Of a word only so many characters count.</param>
/// <param name="MostTenths">Words that stand in more tenths of a text tell no topic.</param>
/// <param name="Words">Stems whose meanings were learned, in the order of the vectors in the weights' file; null: none were.</param>
public sealed record TextSplitterSettings(int StemLength, int MostTenths, IReadOnlyList<string>? Words = null);

/// <summary>Splits texts into parts of one topic each.</summary>
public sealed class TextSplitter : IItemModel
{
    public const string Kind = "text-splitting";

    private readonly TextSplitterSettings _settings;
    private readonly WordMeanings? _meanings;

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public TextSplitter(string directory, ModelCard card)
    {
        _settings = card.SettingsAs<TextSplitterSettings>();
        _meanings = _settings.Words is { } words ? WordMeanings.Read(directory, words) : null;
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation) =>
        Prefetch.Select(items, Split, Environment.ProcessorCount + 1, cancellation);

    public void Dispose()
    {
    }

    private ItemOutput Split(DataItem item)
    {
        try
        {
            var text = TextContent.Read(item);
            var units = TextUnits.Find(text);
            var (starts, score) = SegmentSearch.Find(UnitWords.Of(text, units, _settings, _meanings));
            return new SegmentOutput(
                item.Id,
                [.. starts.Select((start, i) => units[start].Start..units[(i + 1 < starts.Count ? starts[i + 1] : units.Count) - 1].End)],
                score);
        }
        catch (BadItemException bad)
        {
            return new UnreadableOutput(item.Id, bad.Fault);
        }
    }
}

/// <summary>Parts of a text.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Segments">In UTF-16 code units, in order.</param>
/// <param name="Score">The mean probability of a segment.</param>
public sealed record SegmentOutput(string ItemId, IReadOnlyList<Range> Segments, double Score) : ItemOutput(ItemId)
{
    /// <summary>One answer to the control <c>regions</c> for each segment.</summary>
    public override ItemPrediction ToPrediction(ModelCard card) => new(
        ItemId,
        [
            .. Segments.Select((segment, i) => new Answer
            {
                Id = $"segment-{i + 1}",
                Control = "regions",
                Labels = [card.Classes[0]],
                Region = new TextSpan(segment.Start.Value, segment.End.Value),
            }),
        ],
        Score);
}
