namespace Labelsmith.Domain.Schema;

/// <summary>What pixels mean that no region of an annotated image covers.</summary>
public enum UnmarkedPixels
{
    /// <summary>Nothing is there: people mark every thing, and what is left over is background.</summary>
    Background,

    /// <summary>Nobody has looked there: strokes on a part of an image are enough, and only they are learned from and measured.</summary>
    Unknown,
}
