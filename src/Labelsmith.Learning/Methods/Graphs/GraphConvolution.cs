using Labelsmith.Domain;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Graphs;

/// <summary>Nodes of a graph, by a network that mixes each node's features with its neighbours'.</summary>
/// <remarks>
/// Kipf and Welling (2017), arXiv:1609.02907, with their settings: dropout 0.5, Adam at 0.01, 200 epochs, a decay of 5e-4 of the
/// first layer, rows of features summing to 1. Assumes that linked nodes are mostly of one class. Fails where links
/// join opposites, and gives no more than the features where there are few links. Nodes to test on are in the graph that is
/// learned from, without their labels.
/// Deviations: the learning rate goes through one cycle of the same mean, and weights are averaged, as in every training here; the epoch that
/// answers the validation nodes best is kept.
/// </remarks>
internal sealed class GraphConvolution : ILearner
{
    private const int Epochs = 200;
    private const double Decay = 5e-4;

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Node;

    public Trial Trial => Trial.HeldBack;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var train = LabelledNodes.Read(items);
        var held = items.Validation.Count > 0 ? LabelledNodes.Of(items.Validation, items.Classes) : train;
        context.Note("The whole graph was learned from, the nodes to test on included, but without their labels.");

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var graph = new GraphTensors(train.Graph);
        using var network = new GraphConvolutionNet(train.Graph.FeatureCount, items.Classes.Count) { Graph = graph };
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? Epochs,
            StepsPerEpoch = 1,
            PeakLearningRate = 0.02, // the cycle has a mean of half of it
            WeightDecay = 0,
            Patience = Epochs,
        };
        using var trainer = new Trainer(network, plan, Work(network, train, held), context);
        trainer.Fit();
        NodeClassifier.Write(network, train.Graph.FeatureCount, items.Classes, context);
    }

    private static TrainingWork Work(GraphConvolutionNet network, LabelledNodes train, LabelledNodes held) => new()
    {
        Make = (_, _) => new Batch([], [0], [.. train.Classes.Select(one => (long)one)], [train.Classes.Length]),
        Loss = batch => nn.functional.cross_entropy(network.forward(Numbers(train.Nodes)), tensor(batch.Targets)) + (Decay * network.Weight),
        Validate = () =>
        {
            var (logits, truth) = (network.forward(Numbers(held.Nodes)), Numbers(held.Classes));
            return (nn.functional.cross_entropy(logits, truth).item<float>(), logits.argmax(1).eq(truth).to(float32).mean().item<float>());
        },
        ValidationCount = held.Nodes.Length,
        ScoreName = "accuracy",
    };

    private static Tensor Numbers(int[] numbers) => tensor([.. numbers.Select(number => (long)number)]);
}
