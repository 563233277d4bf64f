using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Server.Importing;

/// <summary>Files and learning speak of labels by name, projects by id: this is where imports and exports translate.</summary>
internal sealed class LabelNames
{
    private readonly LabelSchema schema;
    private readonly Dictionary<(string Control, string Id), string> names = [];
    private readonly Dictionary<(string Control, string Name), string> ids = [];

    public LabelNames(LabelSchema schema)
    {
        this.schema = schema;
        foreach (var control in schema.Controls)
        {
            // a retired label may share its name with the one that took its place
            foreach (var label in control.Labels.OrderBy(label => label.Retired))
            {
                names[(control.Key, label.Id)] = label.Name;
                ids.TryAdd((control.Key, label.Name), label.Id);
            }
        }
    }

    /// <summary>All names in the schema's order.</summary>
    public IReadOnlyList<string> All =>
    [
        .. schema.Controls.SelectMany(control => control.Labels).Where(label => !label.Retired).Select(label => label.Name).Distinct(),
    ];

    public bool Has(string name) => ids.Keys.Any(key => key.Name == name);

    /// <summary>For files: labels by name.</summary>
    public IReadOnlyList<Answer> ToNames(IEnumerable<Answer> answers) =>
    [
        .. answers.Select(answer => answer with
        {
            Labels = [.. answer.Labels.Select(id => names.GetValueOrDefault((answer.Control, id), id))],
        }),
    ];

    /// <summary>From files: the control is the one of the same key, else the first that takes such an answer and has its
    /// labels.</summary>
    /// <param name="unknown">Receives the names that no control has; their answers are left out.</param>
    public IReadOnlyList<Answer> ToIds(IEnumerable<Answer> answers, ISet<string> unknown)
    {
        var result = new List<Answer>();
        foreach (var given in answers)
        {
            var answer = AsAsked(given);
            var controls = schema.Controls.Where(control => Takes(control, answer))
                .OrderBy(control => control.Key != answer.Control).ToList();
            var known = controls.FirstOrDefault(control => answer.Labels.All(name => ids.ContainsKey((control.Key, name))));
            if (known is null)
            {
                unknown.UnionWith(answer.Labels.Where(name => !controls.Any(control => ids.ContainsKey((control.Key, name)))));
                continue;
            }

            result.Add(answer with { Control = known.Key, Labels = [.. answer.Labels.Select(name => ids[(known.Key, name)])] });
        }

        return result;
    }

    /// <summary>Tables write numbers, and labels that stand together, in the column of labels: a label that no choice knows is read as a number
    /// or as several labels where a control asks for such.</summary>
    private Answer AsAsked(Answer answer)
    {
        if (answer is not { Region: null, Number: null, Labels: [var label] } || Has(label))
        {
            return answer;
        }

        if (schema.Controls.Any(control => control.Kind == ControlKind.Number)
            && double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return answer with { Labels = [], Number = number };
        }

        string[] parts = label.Split(['|', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.All(Has) && schema.Controls.Any(control => control.Multiple) ? answer with { Labels = parts } : answer;
    }

    private static bool Takes(Control control, Answer answer) => answer.Region switch
    {
        null when answer.Number is not null => control.Kind == ControlKind.Number,
        null => control.Kind == ControlKind.Choice,
        Box => Takes(control, RegionKind.Box),
        Polygon => Takes(control, RegionKind.Polygon),
        Mask => Takes(control, RegionKind.Mask),
        SoundSegment => Takes(control, RegionKind.Segment),
        _ => Takes(control, RegionKind.Span),
    };

    private static bool Takes(
        Control control, RegionKind kind) => control.Kind == ControlKind.Regions && control.RegionKinds.Contains(kind);
}
