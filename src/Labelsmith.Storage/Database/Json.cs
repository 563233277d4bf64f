using System.Text.Json;
using Labelsmith.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Labelsmith.Storage.Database;

/// <summary>Columns that hold JSON, written as everywhere in Labelsmith.</summary>
internal static class Json
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, DomainJson.Options)!;

    public static ValueConverter<T, string> Converter<T>() => new(value => Write(value), json => Read<T>(json));

    /// <summary>Lists compare by what is written, not by reference.</summary>
    public static ValueComparer<T> ByText<T>() =>
        new(
            (first, second) => Write(first) == Write(second),
            value => Write(value).GetHashCode(StringComparison.Ordinal),
            value => value);
}

/// <summary>Times as numbers that the database can compare.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    value => DateTimeOffset.FromUnixTimeMilliseconds(value));
