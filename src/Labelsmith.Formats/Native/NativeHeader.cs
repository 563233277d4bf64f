using System.Text.Json;
using Labelsmith.Domain;

namespace Labelsmith.Formats.Native;

/// <summary>The first line of a native file, which may be missing.</summary>
internal sealed record NativeHeader
{
    /// <summary>Always <c>labelsmith</c>; tells the line from a record.</summary>
    public required string Format { get; init; }

    /// <summary>Grows when a reader of the former version would misunderstand the file.</summary>
    public required int Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Which answers the file holds.</summary>
    public required ExportContent Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public const string FormatName = "labelsmith";
    public const int CurrentVersion = 1;

    private static ReadOnlySpan<byte> Start => "{\"format\":\"labelsmith\""u8;

    public static bool IsHeader(ReadOnlySpan<byte> line) => line.StartsWith(Start);

    public static NativeHeader Of(ExportHeader header) => new()
    {
        Format = FormatName,
        Version = CurrentVersion,
        Name = header.Name,
        Content = header.Content,
        CreatedAt = header.CreatedAt,
        Classes = header.Classes,
    };

    /// <summary>Null where the line is broken or of a later version; then <paramref name="sentence"/> says so.</summary>
    public static NativeHeader? Parse(ReadOnlySpan<byte> line, out string sentence)
    {
        try
        {
            var header = JsonSerializer.Deserialize<NativeHeader>(line, DomainJson.Options)!;
            sentence = $"The file is of version {header.Version} of this format, which is later than {CurrentVersion}: update Labelsmith.";
            return header.Version <= CurrentVersion ? header : null;
        }
        catch (JsonException broken)
        {
            sentence = $"The header of the file is broken: {broken.Message}";
            return null;
        }
    }
}
