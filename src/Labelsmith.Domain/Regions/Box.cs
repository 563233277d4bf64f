namespace Labelsmith.Domain.Regions;

/// <summary>An axis-aligned rectangle, in pixels of the stored image, upright (EXIF orientation applied).
/// (0, 0) is the outer corner of the top-left pixel; y grows downwards.</summary>
public sealed record Box(double X, double Y, double Width, double Height) : Region
{
    public override string? FindFault() =>
        Width > 0 && Height > 0 && double.IsFinite(X + Y + Width + Height)
            ? null
            : $"A box needs finite corners and a positive size, not {Width} x {Height} at ({X}, {Y}).";
}
