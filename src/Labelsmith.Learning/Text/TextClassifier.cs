using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Text;

/// <summary>The settings of a <see cref="TextClassifier"/>: how a text becomes the row of numbers that the ONNX file takes.</summary>
/// <param name="Pieces">For people: what is counted. The exact rules are those of the model's kind.</param>
/// <param name="BucketBits">Pieces of each kind are hashed into 2 to this power of buckets.</param>
/// <param name="Space">Which buckets have a column, and how rare they are.</param>
public sealed record TextClassifierSettings(string Pieces, int BucketBits, FeatureSpaceSettings Space);

/// <summary>Answers for whole texts: a class, a set of labels, or a number.</summary>
public sealed class TextClassifier : IItemModel
{
    public const string Kind = "text-classification";

    /// <summary>As <see cref="ImageClassifier.KindOf"/>, of texts.</summary>
    public static string KindOf(TaskKind task) => task == TaskKind.Classification ? Kind : $"text-{task.ToString().ToLowerInvariant()}";

    /// <summary>Length of <see cref="ClassOutput.Features"/>: cosines of texts are then right within about 0.04.</summary>
    internal const int FeatureCount = 512;

    private const int BatchSize = 16;

    private readonly FeatureSpace _space;
    private readonly OnnxSession _session;
    private readonly Func<string, float[], float[]?, ItemOutput> _answer;

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public TextClassifier(string directory, ModelCard card)
    {
        var settings = card.SettingsAs<TextClassifierSettings>();
        _answer = ItemAnswers.Of(card);
        _space = FeatureSpace.From(settings.Space);
        _session = new OnnxSession(Path.Combine(directory, ModelFiles.Onnx));
        if (settings.BucketBits != TextFeatures.BucketBits || _session.InputShape[1] != _space.ColumnCount)
        {
            throw new BadDataException(
                $"{directory} mixes files of different models: {ModelFiles.Onnx} takes {_session.InputShape[1]} features, {ModelCard.FileName} makes {_space.ColumnCount}.");
        }
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        var ahead = Environment.ProcessorCount + 1;
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, ahead, cancellation))
        {
            var rows = Answer([.. batch.Select(read => read.Vector).OfType<SparseVector>()]);
            var row = 0;
            foreach (var (id, vector, fault) in batch)
            {
                yield return vector is null
                    ? new UnreadableOutput(id, fault!)
                    : _answer(id, rows[row++], vector.Project(FeatureCount));
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private (string Id, SparseVector? Vector, Fault? Fault)[] Read(DataItem[] items) => Array.ConvertAll(items, Read);

    private (string Id, SparseVector? Vector, Fault? Fault) Read(DataItem item)
    {
        try
        {
            return (item.Id, _space.Transform(TextFeatures.Count(TextContent.Read(item))), null);
        }
        catch (BadItemException bad)
        {
            return (item.Id, null, bad.Fault);
        }
    }

    private float[][] Answer(List<SparseVector> vectors)
    {
        if (vectors.Count == 0)
        {
            return [];
        }

        var dense = new float[vectors.Count * _space.ColumnCount];
        for (var row = 0; row < vectors.Count; row++)
        {
            var (columns, values) = vectors[row];
            for (var i = 0; i < columns.Length; i++)
            {
                dense[row * _space.ColumnCount + columns[i]] = values[i];
            }
        }

        var outputs = _session.Run(dense, vectors.Count, _space.ColumnCount);
        return [.. outputs.Chunk(outputs.Length / vectors.Count)];
    }
}
