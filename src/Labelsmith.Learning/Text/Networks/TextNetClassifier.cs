using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Text.Networks;

/// <summary>Puts whole texts into classes, by the mean of what a network says of their windows.</summary>
public sealed class TextNetClassifier : IItemModel
{
    public const string Kind = "text-net-classification";

    private const int BatchSize = 32;

    private readonly TokenPieces _pieces;
    private readonly OnnxSession _session;
    private readonly Func<string, float[], float[]?, ItemOutput> _answer;

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public TextNetClassifier(string directory, ModelCard card)
    {
        _pieces = card.SettingsAs<TokenPieces>();
        _answer = ItemAnswers.Of(card);
        var path = Path.Combine(directory, ModelFiles.Onnx);
        var file = OnnxFile.Read(path);
        var head = file.Nodes.FindLast(node => node.Operator == "Gemm")
            ?? throw new BadDataException($"{path} does not fit the {ModelCard.FileName} beside it: copy the model's folder again.");
        _session = OnnxSession.Open(path, file, head.Inputs[0]);
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            var answers = Classify([.. batch.Select(one => one.Numbers).OfType<int[]>()]);
            var row = 0;
            foreach (var (id, numbers, fault) in batch)
            {
                yield return numbers is null
                    ? new UnreadableOutput(id, fault!)
                    : _answer(id, answers[row].Probabilities, answers[row++].Features);
            }
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The numbers of a text's pieces.</summary>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    internal int[] Read(string text) => _pieces.Read(text);

    /// <param name="texts">As <see cref="Read(string)"/> gives them.</param>
    /// <returns>Of each text the mean over its windows.</returns>
    internal (float[] Probabilities, float[]? Features)[] Classify(IReadOnlyList<int[]> texts)
    {
        var size = _pieces.Window * TokenPieces.Each;
        return WindowAnswers.Mean(_session, [.. texts.Select(text =>
        {
            var starts = _pieces.Starts(text.Length / TokenPieces.Each);
            var windows = new float[starts.Count * size];
            for (var i = 0; i < starts.Count; i++)
            {
                TokenPieces.Write(text, starts[i], windows.AsSpan(i * size, size));
            }

            return windows;
        })], hasFeatures: true, 1, _pieces.Window, TokenPieces.Each);
    }

    private (string Id, int[]? Numbers, Fault? Fault)[] Read(DataItem[] items) => Array.ConvertAll(items, Read);

    private (string Id, int[]? Numbers, Fault? Fault) Read(DataItem item)
    {
        try
        {
            return (item.Id, Read(TextContent.Read(item)), null);
        }
        catch (BadItemException bad)
        {
            return (item.Id, null, bad.Fault);
        }
    }
}
