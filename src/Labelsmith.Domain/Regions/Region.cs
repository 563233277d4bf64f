using System.Text.Json.Serialization;

namespace Labelsmith.Domain.Regions;

/// <summary>The part of an item that an answer speaks about.</summary>
/// <remarks>A new kind of region: one file beside this one, one line here. The discriminators are wire format.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Box), "box")]
[JsonDerivedType(typeof(Polygon), "polygon")]
[JsonDerivedType(typeof(Mask), "mask")]
[JsonDerivedType(typeof(TextSpan), "span")]
[JsonDerivedType(typeof(SoundSegment), "segment")]
public abstract record Region
{
    /// <summary>Says what is wrong with this region, or null when it is sound.</summary>
    public abstract string? FindFault();
}
