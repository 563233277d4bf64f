using System.Diagnostics;
using System.Globalization;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference;

/// <summary>Measures, when a model that segments or detects is finished, which engine answers sooner, and writes the choice into its card. bfloat16 serves only
/// where it is clearly quicker and its answers are those of float32.</summary>
internal static class EngineChoice
{
    private const double LeastMilliseconds = 2; // an item: below, reading is most of the work
    private const double MeasuredMilliseconds = 600; // of each engine, about
    private const int MostItems = 64;
    private const double LeastGain = 1.15;
    private const double LeastAgreement = 0.995;
    private const double SameBox = 0.9; // IoU

    /// <param name="directory">Of the model.</param>
    /// <param name="items">To measure with: such as the model will answer for.</param>
    public static void Decide(string directory, IReadOnlyList<DataItem> items, LearningContext context)
    {
        var card = ModelCard.Read(directory);
        var file = Path.Combine(directory, ModelFiles.Onnx);
        if (!MixedPrecision.IsFast || card.Kind is not (ImageSegmenter.Kind or ImageDetector.Kind) || items.Count == 0 || !File.Exists(file) || !CanServe(file))
        {
            return;
        }

        var (exact, exactTime) = Measure(directory, card, items, count: null, context.Cancellation);
        if (exactTime < LeastMilliseconds)
        {
            return;
        }

        var quick = card with { Engine = new EngineRecord(LibtorchEngine.Name, new Dictionary<string, double>(), 0, 0) };
        var (rounded, roundedTime) = Measure(directory, quick, items, exact.Count, context.Cancellation);
        var agreement = exact.Zip(rounded, (one, other) => Agreement(one, other, card)).Average();
        var name = agreement >= LeastAgreement && roundedTime * LeastGain < exactTime ? LibtorchEngine.Name : NetworkEngine.OnnxRuntime;
        var times = new Dictionary<string, double>
        {
            [NetworkEngine.OnnxRuntime] = Math.Round(exactTime, 2),
            [LibtorchEngine.Name] = Math.Round(roundedTime, 2),
        };
        (card with { Engine = new EngineRecord(name, times, agreement, exact.Count) }).Write(directory);
        context.Note(string.Create(CultureInfo.InvariantCulture,
            $"Answers come from {name}: {exactTime:0.#} ms an item with ONNX Runtime in float32, {roundedTime:0.#} ms with libtorch in bfloat16, {100 * agreement:0.0} % of the answers the same ({exact.Count} items)."));
    }

    private static bool CanServe(string file)
    {
        try
        {
            using var engine = new LibtorchEngine(file);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Answers and milliseconds an item, after one item to warm up.</summary>
    /// <param name="count">How many items; null: as many as take the time that is meant.</param>
    private static (List<ItemOutput> Outputs, double Milliseconds) Measure(
        string directory, ModelCard card, IReadOnlyList<DataItem> items, int? count, CancellationToken cancellation)
    {
        using var model = ModelKinds.All[card.Kind](directory, card);
        _ = model.Run([items[0]], cancellation).Single();
        var first = Stopwatch.GetTimestamp();
        _ = model.Run([items[0]], cancellation).Single();
        var one = Math.Max(Stopwatch.GetElapsedTime(first).TotalMilliseconds, 0.1);
        var some = count ?? (int)Math.Clamp(MeasuredMilliseconds / one, 1, Math.Min(MostItems, items.Count));
        var start = Stopwatch.GetTimestamp();
        var outputs = model.Run(items.Take(some), cancellation).ToList();
        return (outputs, Stopwatch.GetElapsedTime(start).TotalMilliseconds / some);
    }

    /// <summary>The share of an item's answers that are the same, 0 to 1.</summary>
    private static double Agreement(ItemOutput one, ItemOutput other, ModelCard card) => (one, other) switch
    {
        (MapOutput a, MapOutput b) => a.Classes.Zip(b.Classes, (x, y) => x == y ? 1.0 : 0).Average(),
        (BoxesOutput a, BoxesOutput b) => Agreement(a, b, card.Threshold ?? 0),
        (UnreadableOutput, UnreadableOutput) => 1,
        _ => 0,
    };

    private static double Agreement(BoxesOutput one, BoxesOutput other, double threshold)
    {
        var (seen, found) = (one.Boxes.Where(box => box.Score >= threshold).ToList(), other.Boxes.Where(box => box.Score >= threshold).ToList());
        var most = Math.Max(seen.Count, found.Count);
        return most == 0 ? 1 : (double)seen.Count(box => found.Any(twin => twin.Class == box.Class && BoxOverlap.Iou(box.X, box.Y, box.Width, box.Height, twin.X, twin.Y, twin.Width, twin.Height) >= SameBox)) / most;
    }
}
