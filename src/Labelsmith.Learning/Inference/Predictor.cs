using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference;

/// <summary>Answers in place of a person.</summary>
public sealed class Predictor : IDisposable
{
    private readonly IItemModel _model;

    private Predictor(ModelCard card, IItemModel model, string? directory)
    {
        Card = card;
        _model = model;
        Directory = directory;
    }

    /// <summary>The model's folder; null where a file was loaded.</summary>
    internal string? Directory { get; }

    public ModelCard Card { get; }

    /// <summary>Hears of the items that could not be read; they have no prediction.</summary>
    public Action<Fault>? Skipped { get; set; }

    /// <param name="path">A folder with <c>model.json</c>, or a file as <see cref="ForeignModel"/> takes it.</param>
    /// <exception cref="BadDataException">Nothing there that can be loaded.</exception>
    public static Predictor Load(string path)
    {
        if (ForeignModel.IsFile(path))
        {
            var (foreign, model) = ForeignModel.Load(path);
            return new Predictor(foreign, model, null);
        }

        var card = ModelCard.Read(path);
        return ModelKinds.All.TryGetValue(card.Kind, out var load)
            ? new Predictor(card, load(path, card), path)
            : throw new BadDataException(
                $"{path} holds a model of the kind '{card.Kind}', which this version does not know: update Labelsmith.");
    }

    /// <summary>Predictions in the order of the items, as they are asked for: memory is bounded.</summary>
    /// <param name="items">What to predict.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public IEnumerable<ItemPrediction> Predict(IEnumerable<DataItem> items, CancellationToken cancellation = default)
    {
        foreach (var output in Run(items, cancellation))
        {
            if (output is UnreadableOutput unreadable)
            {
                Skipped?.Invoke(unreadable.Fault);
            }
            else
            {
                yield return output.ToPrediction(Card);
            }
        }
    }

    /// <summary>As <see cref="Predict"/>, with all that the model says.</summary>
    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation = default) =>
        _model.Run(items, cancellation);

    public void Dispose() => _model.Dispose();
}
