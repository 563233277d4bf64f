using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>Votes for what a model finds, where it is sure enough.</summary>
internal sealed class ModelVoting : Voting
{
    private readonly Predictor _predictor;
    private readonly double _least;
    private readonly int[] _classes; // of the model's classes, Abstain where it is not one of the run's

    /// <exception cref="BadDataException">The folder has no model that puts texts into any of the classes.</exception>
    public ModelVoting(string name, string folder, double least, IReadOnlyList<string> classes)
    {
        _least = least;
        _predictor = Predictor.Load(folder);
        var card = _predictor.Card;
        _classes = [.. card.Classes.Select(own => classes.Index().Where(entry => entry.Item == own).Select(entry => entry.Index).FirstOrDefault(Abstain))];
        if (card is not { Task: TaskKind.Classification, Medium: Medium.Text } || _classes.All(label => label == Abstain))
        {
            _predictor.Dispose();
            throw new BadDataException(
                $"The model of the function '{name}' in {folder} does not put texts into any of the classes {string.Join(", ", classes)}: name another.");
        }
    }

    public override int[] Vote(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var items = texts.Select((text, i) => new DataItem($"{i}", new TextSource(text)));
        return [.. _predictor.Run(items, cancellation).Select(output =>
            output is ClassOutput found && found.Probabilities[found.Best] >= _least ? _classes[found.Best] : Abstain)];
    }

    public override void Dispose()
    {
        _predictor.Dispose();
        base.Dispose();
    }
}
