using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds.Speech;

namespace Labelsmith.Learning.Tests.Sounds.Speech;

/// <summary>Whole runs on recordings of several calls, with a detector that takes loud for speech.</summary>
[Collection(TorchTests.Name)]
public sealed class SoundSegmentsTests : IDisposable
{
    private const int Rate = 8000;

    private readonly TemporaryFolder _folder = new();

    public SoundSegmentsTests()
    {
        LoudnessDetector.Write(_folder["loudness.onnx"]);
        Environment.SetEnvironmentVariable(SpeechModelFile.Variable, _folder["loudness.onnx"]);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Segments_are_found_and_told_apart_and_a_model_predicts_from_its_folder_what_it_predicted_in_its_run()
    {
        var data = Make(labelled: 14, unlabelled: 3, test: 6, marks: [0, 1, 2]);
        var outcome = Learn(data, "out", epochs: 12);
        Assert.True(outcome.Report.Metrics["segment_f1"] > 0.85, $"{outcome.Report.Metrics["segment_f1"]:0.000} on calls that differ plainly.");
        Assert.True(outcome.Report.Metrics["time_f1"] > 0.75, $"{outcome.Report.Metrics["time_f1"]:0.000} of the time.");
        Assert.Equal(Calls.Birds.Order(), outcome.Report.PerClass.Keys.Order());
        Assert.Contains("Above: true. Below: predicted.", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(SpeechModelFile.Variable, _folder["gone.onnx"]); // the model has it all
        using var predictor = Predictor.Load(_folder["out/model"]);
        Assert.Equal(
            outcome.Predictions.SelectMany(prediction => prediction.Answers),
            predictor.Predict(data.Items.Where(item => item.Split == Split.Unlabelled), Stop).SelectMany(prediction => prediction.Answers),
            (one, other) => one.Region == other.Region && one.Score == other.Score && one.Labels[0] == other.Labels[0]);
        Assert.All(outcome.Predictions, prediction => Assert.InRange(prediction.Score, 0, 1));

        var quiet = predictor.Predict([new DataItem("quiet", new SoundSource(Rate, 1, new float[Rate]))], Stop).Single();
        Assert.Empty(quiet.Answers);
        Assert.True(quiet.Score > 0.9);
    }

    [Fact]
    public void What_is_heard_and_not_marked_is_learned_as_nothing()
    {
        var outcome = Learn(Make(labelled: 12, unlabelled: 0, test: 6, marks: [0]), "out", epochs: 10);
        Assert.True(outcome.Report.Metrics["segment_f1"] > 0.8, $"{outcome.Report.Metrics["segment_f1"]:0.000} of one bird among three.");
        Assert.Equal(["riser"], ModelCard.Read(_folder["out/model"]).Classes);
    }

    [Fact]
    public void Without_labels_segments_are_only_found()
    {
        var data = Make(labelled: 0, unlabelled: 4, test: 0, marks: []) with { Classes = [] };
        var outcome = Learn(data, "out", epochs: 1);
        Assert.Empty(outcome.Report.Metrics);
        Assert.Contains(outcome.Report.Notes, note => note.StartsWith("Nothing is labelled", StringComparison.Ordinal));
        Assert.Equal(4, outcome.Predictions.Count);
        Assert.All(outcome.Predictions, prediction => Assert.InRange(prediction.Answers.Count, 3, 5));
        Assert.All(outcome.Predictions.SelectMany(prediction => prediction.Answers), answer => Assert.Equal("speech", answer.Labels[0]));
    }

    [Fact]
    public void Labels_of_whole_recordings_say_nothing_of_segments()
    {
        var outcome = Learn(Calls.Make(labelled: 6, unlabelled: 0, test: 3), "out", epochs: 1);
        Assert.Equal(9, outcome.Predictions.Count);
        Assert.All(outcome.Predictions, prediction => Assert.Single(prediction.Answers));
    }

    [Fact]
    public void Unsupervised_is_tested_on_what_is_labelled()
    {
        var data = Make(labelled: 4, unlabelled: 2, test: 4, marks: [0, 1, 2]);
        data = data with { Classes = ["call"], Items = [.. data.Items.Select(AsCalls)] };
        var outcome = Learn(data, "out", epochs: 1, "unsupervised");
        Assert.True(outcome.Report.Metrics["segment_f1"] > 0.8, $"{outcome.Report.Metrics["segment_f1"]:0.000} of all calls.");

        static DataItem AsCalls(DataItem item) => item.ReadTruth is not { } read ? item : item with
        {
            ReadTruth = () => [.. read().Select(answer => answer with { Labels = ["call"] })],
        };
    }

    [Fact]
    public void A_segment_beyond_the_end_leaves_its_recording_out_with_a_sentence()
    {
        var data = Make(labelled: 4, unlabelled: 0, test: 2, marks: [0, 1, 2]);
        IReadOnlyList<Answer> late = [new Answer { Id = "1", Control = "regions", Labels = ["riser"], Region = new SoundSegment(90, 91) }];
        data = data with { Items = [.. data.Items, new DataItem("late", new SoundSource(Rate, 1, new float[Rate])) { Split = Split.Train, ReadTruth = () => late }] };
        var fault = Assert.Single(Learn(data, "out", epochs: 1).Faults);
        Assert.Equal("late", fault.Where);
        Assert.Contains("ends after the recording, which is 1 s long", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_of_two_models_are_compared_by_their_segments()
    {
        static ItemPrediction Said(string id, params (double Start, double End, string Label)[] segments) => new(id, [.. segments.Select((one, i) =>
            new Answer { Id = $"{i}", Control = "regions", Labels = [one.Label], Region = new SoundSegment(one.Start, one.End) })], 1);
        IReadOnlyList<Answer> truth = Said("", (0, 1, "a"), (2, 4, "b")).Answers;
        var data = new Dataset
        {
            Name = "two",
            Medium = Medium.Audio,
            Task = TaskKind.Segments,
            Classes = ["a", "b"],
            Items = [new DataItem("x", new TextSource("")) { ReadTruth = () => truth }],
        };
        // a is right in time and half of b is; F1 of segments 2 · 1 / (2 + 2), of time 2 · 1.5 / (3 + 2)
        var result = AnswerEvaluator.Evaluate(data, [Said("x", (0, 1, "a"), (3.5, 4.5, "b"))]).Result;
        Assert.Equal(0.5, result.Metrics["segment_f1"], 12);
        Assert.Equal(0.6, result.Metrics["time_f1"], 12);
        Assert.Equal(0, result.PerClass["b"]["f1"]);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SpeechModelFile.Variable, null);
        _folder.Dispose();
    }

    private LearningOutcome Learn(Dataset data, string to, int epochs, string method = "auto") => LearningRun.Run(
        new LearningRequest { Data = data, Task = TaskKind.Segments, Method = method, Seed = 0, Epochs = epochs, OutDirectory = _folder[to] },
        cancellation: Stop);

    /// <summary>Recordings of three to five calls with silence between them.</summary>
    /// <param name="marks">Birds whose calls are marked.</param>
    private static Dataset Make(int labelled, int unlabelled, int test, int[] marks)
    {
        var random = new Random(2);
        DataItem Item(string id, Split split)
        {
            var (samples, truth) = (new List<float>(), new List<Answer>());
            for (var call = random.Next(3, 6); call > 0; call--)
            {
                samples.AddRange(new float[random.Next(Rate / 4, Rate / 2)]);
                var (bird, start) = (random.Next(Calls.Birds.Length), (double)samples.Count / Rate);
                samples.AddRange(Calls.Call(bird, random).Samples.ToArray());
                if (marks.Contains(bird))
                {
                    truth.Add(new Answer
                    {
                        Id = $"{truth.Count}",
                        Control = "regions",
                        Labels = [Calls.Birds[bird]],
                        Region = new SoundSegment(start, (double)samples.Count / Rate),
                    });
                }
            }

            samples.AddRange(new float[Rate / 4]);
            var item = new DataItem(id, new SoundSource(Rate, 1, samples.ToArray())) { Split = split };
            return split == Split.Unlabelled ? item : item with { ReadTruth = () => truth };
        }

        return new Dataset
        {
            Name = "concerts",
            Medium = Medium.Audio,
            Task = TaskKind.Segments,
            Classes = [.. marks.Select(bird => Calls.Birds[bird])],
            Items =
            [
                .. Enumerable.Range(0, labelled).Select(i => Item($"train/{i}", Split.Train)),
                .. Enumerable.Range(0, unlabelled).Select(i => Item($"pool/{i}", Split.Unlabelled)),
                .. Enumerable.Range(0, test).Select(i => Item($"test/{i}", Split.Test)),
            ],
        };
    }
}
