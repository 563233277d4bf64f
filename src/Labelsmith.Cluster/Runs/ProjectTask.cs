using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Cluster.Runs;

/// <summary>A task that the schema of a project poses, with the control that its answers belong to.</summary>
/// <remarks>Learning speaks of label names, a project of label ids: this is where the two meet.</remarks>
public sealed class ProjectTask
{
    private readonly Dictionary<string, string> _nameOfId;
    private readonly Dictionary<string, string> _idOfName = [];

    private ProjectTask(TaskKind kind, Control control)
    {
        Kind = kind;
        Control = control;
        _nameOfId = control.Labels.ToDictionary(label => label.Id, label => label.Name);

        // A retired label may share its name with the one that took its place: predictions get the living one.
        foreach (var label in control.Labels.OrderBy(label => label.Retired))
        {
            _idOfName.TryAdd(label.Name, label.Id);
        }
    }

    public TaskKind Kind { get; }

    public Control Control { get; }

    /// <summary>Whether what people mark is only a part of what there is.</summary>
    public bool IsPartial => Kind == TaskKind.Segmentation && Control.Unmarked == UnmarkedPixels.Unknown;

    /// <summary>For segmentation: what learning calls the pixels that nobody marked, the label of that name where the project
    /// has one. Null where they are unknown.</summary>
    public string? Background => Kind != TaskKind.Segmentation || IsPartial
        ? null
        : Control.Labels.Select(label => label.Name).FirstOrDefault(IsBackground) ?? "background";

    /// <summary>The class names that a model learns: labels in use or on offer.</summary>
    /// <param name="inUse">Ids of labels that occur in annotations.</param>
    public IReadOnlyList<string> Classes(IReadOnlySet<string> inUse)
    {
        var labels = Control.Labels.Where(label => !label.Retired || inUse.Contains(label.Id)).Select(label => label.Name);
        return [.. (Background is null ? labels : labels.Where(name => name != Background).Prepend(Background)).Distinct()];
    }

    /// <summary>All tasks that <paramref name="schema"/> poses, the first of them being the natural one.</summary>
    public static IReadOnlyList<ProjectTask> Of(LabelSchema schema) =>
        [.. schema.Controls.SelectMany(control => KindsOf(control).Select(kind => new ProjectTask(kind, control)))
            .DistinctBy(task => task.Kind)];

    /// <summary>What learning calls a label; null: the control has no such label.</summary>
    public string? NameOf(string labelId) => _nameOfId.GetValueOrDefault(labelId);

    /// <summary>The label that learning calls so; null: there is none any more.</summary>
    public string? IdOf(string name) => _idOfName.GetValueOrDefault(name);

    /// <summary>What a person answered to this task's control, with label names.</summary>
    public IReadOnlyList<Answer> ToLearning(IReadOnlyList<Answer> answers) =>
        [.. answers.Where(answer => answer.Control == Control.Key)
            .Select(answer => answer with { Labels = [.. answer.Labels.Where(_nameOfId.ContainsKey).Select(id => _nameOfId[id])] })
            .Where(answer => answer.Labels.Count > 0 || answer.Number is not null)];

    /// <summary>What a model answered, with label ids; background is what is left over, so it is no answer.</summary>
    /// <param name="threshold">Answers with a lower score are left out; null: none is.</param>
    public ItemPrediction ToProject(ItemPrediction prediction, double? threshold = null) => prediction with
    {
        Answers =
        [
            .. prediction.Answers
                .Where(answer => (answer.Labels.Count > 0 || answer.Number is not null)
                    && answer.Labels.All(_idOfName.ContainsKey) && !(answer.Score < threshold))
                .Select(answer => answer with
                {
                    Id = Guid.CreateVersion7().ToString(),
                    Control = Control.Key,
                    Labels = [.. answer.Labels.Select(name => _idOfName[name])],
                }),
        ],
    };

    private static bool IsBackground(string name) => name.Equals("background", StringComparison.OrdinalIgnoreCase);

    private static List<TaskKind> KindsOf(Control control)
    {
        if (control.Kind == ControlKind.Number)
        {
            return [TaskKind.Regression];
        }

        if (control.Kind == ControlKind.Choice)
        {
            return control.Multiple ? [TaskKind.Multilabel] : [TaskKind.Classification];
        }

        var kinds = new List<TaskKind>();
        if (control.MarksPixels)
        {
            kinds.Add(TaskKind.Segmentation);
        }

        if (control.RegionKinds.Contains(RegionKind.Box))
        {
            kinds.Add(TaskKind.Detection);
        }

        if (control.RegionKinds.Contains(RegionKind.Span))
        {
            kinds.Add(TaskKind.Tagging);
        }

        if (control.RegionKinds.Contains(RegionKind.Segment))
        {
            kinds.Add(TaskKind.Segments);
        }

        return kinds;
    }
}
