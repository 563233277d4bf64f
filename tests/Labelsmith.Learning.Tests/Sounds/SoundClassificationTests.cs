using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Sounds;

/// <summary>Whole runs on recordings.</summary>
[Collection(TorchTests.Name)]
public sealed class SoundClassificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Recordings_are_learned_and_a_model_predicts_from_its_folder_what_it_predicted_in_its_run()
    {
        File.WriteAllText(_folder["text.wav"], "no sound");
        var data = Calls.Make(labelled: 48, unlabelled: 9, test: 30);
        data = data with { Items = [.. data.Items, new DataItem("broken", new FileSource(_folder["text.wav"]))] };
        var outcome = Learn(data, "out", epochs: 15);
        Assert.True(outcome.Report.Metrics["accuracy"] > 0.9, $"{outcome.Report.Metrics["accuracy"]:0.000} on calls that differ plainly.");
        Assert.Equal(["broken"], outcome.Faults.Select(fault => fault.Where));
        Assert.Contains("<img", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);

        using var predictor = Predictor.Load(_folder["out/model"]);
        var pool = data.Items.Where(item => item.Split == Split.Unlabelled).ToList();
        Assert.Equal(9, outcome.Predictions.Count);
        Assert.Equal(
            outcome.Predictions.Select(prediction => (prediction.ItemId, prediction.Score)),
            predictor.Predict(pool, Stop).Select(prediction => (prediction.ItemId, prediction.Score)));

        // one that is many times as long is seen in windows, and is still what it is
        var random = new Random(5);
        float[] twenty = [.. Enumerable.Range(0, 20).SelectMany(_ => Calls.Call(1, random).Samples.ToArray())];
        var answer = predictor.Predict([new DataItem("long", new SoundSource(8000, 1, twenty))], Stop).Single();
        Assert.Equal("faller", answer.Answers[0].Labels[0]);

        // in silence, the moment of the call is what counts
        var call = Calls.Call(2, random).Samples.ToArray();
        var quiet = new float[call.Length];
        using var explainer = Explainer.Load(_folder["out/model"]);
        var explanation = explainer.Explain(new DataItem("late", new SoundSource(8000, 1, (float[])[.. quiet, .. quiet, .. call])), "triller", Stop);
        var map = explanation.HeatMap!;
        Assert.Equal((ExplainingMethods.Occlusion, 1), (explanation.Method, map.Height));
        Assert.InRange(map.Values.Index().MaxBy(moment => moment.Item).Index, (map.Width * 2 / 3) - 1, map.Width - 1);
        Assert.Equal("triller", explanation.Neighbours[0].Label);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        var data = Calls.Make(labelled: 24, unlabelled: 0, test: 6);
        Learn(data, "a", epochs: 1);
        Learn(data, "b", epochs: 1);
        Assert.Equal(File.ReadAllBytes(_folder["a/model/model.safetensors"]), File.ReadAllBytes(_folder["b/model/model.safetensors"]));
    }

    [Fact]
    public void One_class_is_nothing_to_learn()
    {
        var data = Calls.Make(labelled: 24, unlabelled: 0, test: 0);
        data = data with { Items = [.. data.Items.Where((_, index) => index % 3 == 0)] };
        var bad = Assert.Throws<BadDataException>(() => Learn(data, "out", epochs: 1));
        Assert.Contains("two classes", bad.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(Dataset data, string to, int epochs) => LearningRun.Run(
        new LearningRequest { Data = data, Seed = 0, Epochs = epochs, OutDirectory = _folder[to] }, cancellation: Stop);
}
