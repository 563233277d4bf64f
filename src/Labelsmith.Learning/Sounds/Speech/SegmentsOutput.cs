using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>A segment of a recording with its class.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Class">In 0..K-1.</param>
/// <param name="Score">How probably somebody speaks, times the class's probability; 0 to 1.</param>
public readonly record struct FoundSegment(double Start, double End, int Class, double Score);

/// <summary>Segments of a recording.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Segments">In order.</param>
/// <param name="Quiet">How sure it is that nobody speaks at all, 0 to 1.</param>
public sealed record SegmentsOutput(string ItemId, IReadOnlyList<FoundSegment> Segments, double Quiet) : ItemOutput(ItemId)
{
    /// <summary>One answer to the control <c>regions</c> for each segment, to the millisecond. The item's score is their mean, and where there are none,
    /// how sure it is of that.</summary>
    public override ItemPrediction ToPrediction(ModelCard card) => new(
        ItemId,
        [
            .. Segments.Select((segment, i) => new Answer
            {
                Id = $"segment-{i + 1}",
                Control = "regions",
                Labels = [card.Classes[segment.Class]],
                Region = new SoundSegment(Math.Round(segment.Start, 3), Math.Round(segment.End, 3)),
                Score = segment.Score,
            }),
        ],
        Math.Clamp(Segments.Count > 0 ? Segments.Average(segment => segment.Score) : Quiet, 0, 1));
}
