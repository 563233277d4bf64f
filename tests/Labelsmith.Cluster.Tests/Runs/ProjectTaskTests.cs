using Labelsmith.Cluster.Runs;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Cluster.Tests.Runs;

public class ProjectTaskTests
{
    [Fact]
    public void Mails_with_a_choice_and_spans_pose_two_tasks_and_the_choice_comes_first()
    {
        var schema = new LabelSchema([Choice("kind", Label("s", "spam")), Regions("parts", RegionKind.Span, Label("d", "date"))]);

        Assert.Equal([TaskKind.Classification, TaskKind.Tagging], ProjectTask.Of(schema).Select(task => task.Kind));
    }

    [Fact]
    public void Answers_to_other_controls_are_not_learned_from()
    {
        var task = Single(Choice("kind", Label("s", "spam")));
        Answer[] answers = [Says("kind", "s"), Says("mood", "s")];

        Assert.Equal(["spam"], Assert.Single(task.ToLearning(answers)).Labels);
    }

    [Fact]
    public void A_prediction_comes_back_with_the_ids_of_labels_and_the_key_of_the_control()
    {
        var task = Single(Choice("kind", Label("s", "spam"), Label("h", "ham")));

        var prediction = task.ToProject(new ItemPrediction("item", [Says("label", "ham") with { Score = 0.9 }], 0.9));

        var answer = Assert.Single(prediction.Answers);
        Assert.Equal("kind", answer.Control);
        Assert.Equal(["h"], answer.Labels);
        Assert.Equal(0.9, answer.Score);
    }

    [Fact]
    public void Background_is_learned_but_is_never_an_answer()
    {
        var task = Single(Regions("areas", RegionKind.Mask, Label("b", "brain")));
        Assert.Equal(["background", "brain"], task.Classes(new HashSet<string>()));

        var mask = Mask.Encode([1, 0], 2, 1);
        var prediction = task.ToProject(new ItemPrediction(
            "item",
            [Says("regions", "background") with { Region = mask }, Says("regions", "brain") with { Region = mask }],
            0.8));

        Assert.Equal(["b"], Assert.Single(prediction.Answers).Labels);
    }

    [Fact]
    public void Boxes_pose_detection_and_unsure_ones_are_not_shown()
    {
        var task = Single(Regions("cells", RegionKind.Box, Label("r", "red")));
        Assert.Equal(TaskKind.Detection, task.Kind);
        Assert.Equal(["red"], task.Classes(new HashSet<string>()));

        var box = Says("regions", "red") with { Region = new Box(0, 0, 5, 5) };
        var prediction = new ItemPrediction("item", [box with { Score = 0.6 }, box with { Score = 0.4 }], 0.6);
        Assert.Equal([0.6], task.ToProject(prediction, 0.5).Answers.Select(answer => answer.Score));
        Assert.Equal(2, task.ToProject(prediction).Answers.Count);
    }

    [Fact]
    public void A_number_poses_regression_and_several_labels_pose_multilabel()
    {
        var age = Single(new Control { Key = "age", Title = "Age", Kind = ControlKind.Number, Labels = [] });
        Assert.Equal(TaskKind.Regression, age.Kind);
        Answer said = new() { Id = "1", Control = "age", Number = 41 };
        Assert.Equal(41, Assert.Single(age.ToLearning([said])).Number);
        var predicted = age.ToProject(new ItemPrediction("item", [said with { Control = "number", Interval = new(30, 50), Score = 0.4 }], 0.4));
        Assert.Equal(("age", 41.0, new NumberInterval(30, 50)), (predicted.Answers[0].Control, predicted.Answers[0].Number!.Value, predicted.Answers[0].Interval));

        var tags = Single(Choice("tags", Label("s", "spam"), Label("h", "ham")) with { Multiple = true });
        Assert.Equal(TaskKind.Multilabel, tags.Kind);
        Assert.Equal(["spam", "ham"], tags.ToLearning([Says("tags", "s") with { Labels = ["s", "h"] }])[0].Labels);
        Assert.Equal(2, tags.ToProject(new ItemPrediction("item", [Says("label", "spam"), Says("label", "ham")], 1)).Answers.Count);
    }

    [Fact]
    public void What_is_left_unmarked_is_the_label_background_where_there_is_one()
    {
        var task = Single(Regions("areas", RegionKind.Mask, Label("b", "brain"), Label("0", "Background")));

        Assert.Equal("Background", task.Background);
        Assert.Equal(["Background", "brain"], task.Classes(new HashSet<string>()));
    }

    [Fact]
    public void What_is_left_unmarked_has_no_meaning_where_the_project_says_so()
    {
        var task = Single(Regions("areas", RegionKind.Mask, Label("0", "background"), Label("b", "brain")) with { Unmarked = UnmarkedPixels.Unknown });

        Assert.True(task.IsPartial);
        Assert.Null(task.Background);
        Assert.Equal(["background", "brain"], task.Classes(new HashSet<string>()));
    }

    [Fact]
    public void A_retired_label_is_learned_where_it_is_in_use_and_its_successor_gets_the_predictions()
    {
        var task = Single(Choice("kind", Label("old", "spam") with { Retired = true }, Label("new", "spam"), Label("x", "scrap") with { Retired = true }));

        Assert.Equal(["spam"], task.Classes(new HashSet<string>()));
        Assert.Equal(["spam", "scrap"], task.Classes(new HashSet<string> { "x" }));
        Assert.Equal(["new"], task.ToProject(new ItemPrediction("item", [Says("label", "spam")], 1)).Answers[0].Labels);
    }

    private static ProjectTask Single(Control control) => Assert.Single(ProjectTask.Of(new LabelSchema([control])));

    private static Answer Says(string control, string label) => new() { Id = "1", Control = control, Labels = [label] };

    private static Label Label(string id, string name) => new() { Id = id, Name = name, Color = "#1f77b4" };

    private static Control Choice(string key, params Label[] labels) =>
        new() { Key = key, Title = key, Kind = ControlKind.Choice, Labels = labels };

    private static Control Regions(string key, RegionKind kind, params Label[] labels) =>
        new() { Key = key, Title = key, Kind = ControlKind.Regions, RegionKinds = [kind], Labels = labels };
}
