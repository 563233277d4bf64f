using Labelsmith.Domain;

namespace Labelsmith.Formats;

/// <summary>A way in which data or labels lie in files. What it can do is said by the interfaces beside this one.</summary>
public interface IFormat
{
    /// <summary>The name on the command line and in <c>dataset.yaml</c>; never changes.</summary>
    string Key { get; }

    /// <summary>What people read.</summary>
    string Title { get; }

    IReadOnlyList<Medium> Media { get; }
}
