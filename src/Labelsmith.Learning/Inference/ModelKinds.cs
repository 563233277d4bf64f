using Labelsmith.Domain;
using Labelsmith.Learning.Sounds;
using Labelsmith.Learning.Sounds.Speech;
using Labelsmith.Learning.Text;
using Labelsmith.Learning.Text.Networks;
using Labelsmith.Learning.Text.Splitting;
using Labelsmith.Learning.Text.Tagging;

namespace Labelsmith.Learning.Inference;

/// <summary>Who loads which kind of model. A new kind: one line here.</summary>
public static class ModelKinds
{
    /// <summary>By <see cref="ModelCard.Kind"/>; loads from the model's folder.</summary>
    public static IReadOnlyDictionary<string, Func<string, ModelCard, IItemModel>> All { get; } =
        new Dictionary<string, Func<string, ModelCard, IItemModel>>
        {
            [ImageClassifier.Kind] = (directory, card) => new ImageClassifier(directory, card),
            [ImageSegmenter.Kind] = (directory, card) => new ImageSegmenter(directory, card),
            [ImageClassifier.KindOf(TaskKind.Regression)] = (directory, card) => new ImageClassifier(directory, card),
            [ImageClassifier.KindOf(TaskKind.Multilabel)] = (directory, card) => new ImageClassifier(directory, card),
            [SoundClassifier.KindOf(TaskKind.Regression)] = (directory, card) => new SoundClassifier(directory, card),
            [SoundClassifier.KindOf(TaskKind.Multilabel)] = (directory, card) => new SoundClassifier(directory, card),
            [TextClassifier.KindOf(TaskKind.Regression)] = (directory, card) => new TextClassifier(directory, card),
            [TextClassifier.KindOf(TaskKind.Multilabel)] = (directory, card) => new TextClassifier(directory, card),
            [SoundClassifier.Kind] = (directory, card) => new SoundClassifier(directory, card),
            [SoundSegmenter.Kind] = (directory, card) => new SoundSegmenter(directory, card),
            [ImageDetector.Kind] = (directory, card) => new ImageDetector(directory, card),
            [TextClassifier.Kind] = (directory, card) => new TextClassifier(directory, card),
            [TextNetClassifier.Kind] = (directory, card) => new TextNetClassifier(directory, card),
            [NodeClassifier.Kind] = (directory, card) => new NodeClassifier(directory, card),
            [NodeTable.Kind] = (directory, card) => new NodeTable(directory, card),
            [TextSplitter.Kind] = (directory, card) => new TextSplitter(directory, card),
            [TextTagger.Kind] = (directory, card) => new TextTagger(directory, card),
        };
}
