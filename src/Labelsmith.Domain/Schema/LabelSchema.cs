namespace Labelsmith.Domain.Schema;

/// <summary>The questions asked of every item of a project.</summary>
public sealed record LabelSchema(IReadOnlyList<Control> Controls)
{
    /// <summary>Says what is wrong with the schema, or null when it is sound.</summary>
    public string? FindFault()
    {
        var twice = Controls.GroupBy(control => control.Key).FirstOrDefault(group => group.Count() > 1);
        return twice is not null
            ? $"Two controls have the key '{twice.Key}': give each its own."
            : Controls.Select(control => control.FindFault()).FirstOrDefault(fault => fault is not null);
    }
}
