using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Features;
using Labelsmith.Learning.Methods.FewShot;
using Labelsmith.Learning.Methods.Graphs;
using Labelsmith.Learning.Methods.SemiSupervised;
using Labelsmith.Learning.Methods.Sounds;
using Labelsmith.Learning.Methods.Supervised;
using Labelsmith.Learning.Methods.WholeItems;
using Labelsmith.Learning.Text;
using Labelsmith.Learning.Text.Items;
using Labelsmith.Learning.Text.Splitting;
using Labelsmith.Learning.Text.Tagging;
using Labelsmith.Learning.Text.Weak;

namespace Labelsmith.Learning.Methods;

/// <summary>All ways of learning that there are.</summary>
/// <remarks>A new method: one line here, one file for each of its learners.</remarks>
public static class MethodCatalog
{
    /// <summary>Leaves the choice to Labelsmith.</summary>
    public const string Automatic = "auto";

    /// <summary>What is left where there are too few labels to compare methods by.</summary>
    internal const string ForFewestLabels = "poisson";

    /// <summary>Of a node's label that comes from its neighbours: validation nodes choose.</summary>
    private static readonly double[] _shares = [0.99, 0.95, 0.9, 0.8, 0.5];

    public static IReadOnlyList<LearningMethod> All { get; } =
    [
        new(
            "supervised",
            "Supervised",
            "Learns from the labelled items alone. The baseline that every other method has to beat.",
            [
                new ImageClassification(), new ImageSegmentation(), new ImageDetection(), new TextClassification(), new TextTagging(), new SoundClassification(), new SoundSegments(),
                new WholeImages(TaskKind.Regression), new WholeTexts(TaskKind.Regression), new WholeSounds(TaskKind.Regression),
                new WholeImages(TaskKind.Multilabel), new WholeTexts(TaskKind.Multilabel), new WholeSounds(TaskKind.Multilabel),
            ]),
        new(
            "label-propagation",
            "Label propagation",
            "Labels spread over a graph that links each item to those most like it. Choose it for some labels a class, where like items are of one class.",
            [new ImagePropagation([LabelSpreading.Spread]), new TextPropagation([LabelSpreading.Spread]), new NodePropagation([.. _shares.Select(LabelSpreading.With)])]),
        new(
            ForFewestLabels,
            "Poisson learning",
            "As label propagation, but made for the fewest labels: one of each class may do.",
            [new ImagePropagation(PoissonLearning.Ways), new TextPropagation(PoissonLearning.Ways), new NodePropagation([.. PoissonLearning.Ways])]),
        new(
            "gcn",
            "Graph convolution",
            "A small network in which every node of a given graph mixes its features with its neighbours'. Choose it where items are linked, as papers are by citations.",
            [new GraphConvolution()]),
        new(
            "unsupervised",
            "Unsupervised",
            "Learns from no labels: they only serve to test. Splits texts where their words change, and learns from all texts which words go together; finds where in recordings somebody speaks.",
            [new TopicSplitting(), new SpeechFinding()]),
        new(
            "self-training",
            "Self-training",
            "A model of the labels answers for the unlabelled texts, and a new one learns what it was sure of too, in rounds. Choose it with some dozens of labelled texts and many others.",
            [new TextSelfTraining(), new TaggingSelfTraining()]),
        new(
            "labeling-functions",
            "Labelling functions",
            "Rules of thumb (patterns, words, models) vote for labels of the unlabelled texts, and a classifier learns from what they say together. Choose it where rules are quicker written than labels.",
            [new LabelingFunctionLearning()])
        { NeedsFunctions = true },
        new(
            "pseudo-label",
            "Pseudo-label",
            "The most probable class of each unlabelled item becomes its label, with a rising weight. Choose it where the labels alone already give a good model.",
            [new PseudoLabel(TaskKind.Classification), new PseudoLabel(TaskKind.Segmentation), new PseudoLabel(TaskKind.Classification, Medium.Audio)]),
        new(
            "autoencoder",
            "Autoencoder",
            "A network first learns to mend all images, labelled or not, and then goes on to tell their classes. Choose it where images are alike and drawn clearly.",
            [new Autoencoder()]),
        new(
            "vae",
            "Variational autoencoder",
            "A network first learns short codes of all images, labelled or not, from which it can draw them; a small classifier of codes follows. Quick to train, for ten labels a class and fewer.",
            [new Vae()]),
        new(
            "gan",
            "Generative adversarial network",
            "A generator learns to draw images like the unlabelled ones, and the classifier to tell them apart. For ten labels a class and more, and an hour or two.",
            [new Gan()]),
        new(
            "vat",
            "Virtual adversarial training",
            "Answers must not change where an unlabelled item changes a little, in whatever direction matters most. For ten labels a class and more; needs no variants that keep the class.",
            [new Vat()]),
        new(
            "mean-teacher",
            "Mean Teacher",
            "The network has to agree with its own averaged weights on varied unlabelled items. Steady, seldom harmful; needs some dozens of labels a class.",
            [new MeanTeacher(TaskKind.Classification), new MeanTeacher(TaskKind.Segmentation), new MeanTeacher(TaskKind.Classification, Medium.Audio), new MeanTeacher(TaskKind.Classification, Medium.Text)]),
        new(
            "fixmatch",
            "FixMatch",
            "What is said surely of a slightly varied item is learned on a strongly varied one. For ten labels a class and more, thousands of unlabelled items and minutes of time.",
            [new FixMatch(TaskKind.Classification), new FixMatch(TaskKind.Segmentation), new FixMatch(TaskKind.Classification, Medium.Audio)]),
        new(
            "freematch",
            "FreeMatch",
            "FixMatch whose thresholds follow the learning of each class. For the fewest labels, thousands of unlabelled items and minutes of time.",
            [new FreeMatch(TaskKind.Classification), new FreeMatch(TaskKind.Segmentation), new FreeMatch(TaskKind.Classification, Medium.Audio)]),
        new(
            "cross-pseudo",
            "Cross pseudo supervision",
            "Two networks of different beginnings label the unlabelled images for each other. For masks of a few images, and minutes of time.",
            [new CrossPseudo()]),
        new(
            "few-shot-encoder",
            "Few-shot encoder",
            "A small network learns masks from what a frozen encoder of the Segment Anything class says of an image. For a handful of images; the encoder, 28 MB, is fetched once.",
            [new FewShotEncoder()]),
    ];

    /// <summary>The method for a request; where the choice is left to Labelsmith, those that it may try, the baseline first.</summary>
    /// <exception cref="BadDataException">No such method, or it does not know this task on this medium.</exception>
    internal static IReadOnlyList<Candidate> Resolve(string key, TaskKind task, Medium medium)
    {
        List<Candidate> fitting =
            [.. from one in All let learner = one.Find(task, medium) where learner is not null select new Candidate(one.Key, learner)];
        if (key == Automatic && fitting.Count > 0)
        {
            var tried = fitting.FindAll(candidate => candidate.Learner.Trial != Trial.None);
            return tried.Count > 1 ? tried : [fitting[0]];
        }

        var chosen = key == Automatic ? "supervised" : key;
        var method = All.FirstOrDefault(method => method.Key == chosen)
            ?? throw new BadDataException(
                $"There is no method '{key}': choose {Automatic} or {string.Join(", ", All.Select(method => method.Key))}.");
        return fitting.Find(candidate => candidate.Key == chosen) is { } named
            ? [named]
            : throw new BadDataException(
                $"The method '{chosen}' does not learn {Word(task)} of {Word(medium)} items. It learns "
                + string.Join(", ", method.Learners.Select(one => $"{Word(one.Task)} of {Word(one.Medium)} items")) + ".");
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
