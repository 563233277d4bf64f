namespace Labelsmith.Learning.Reporting;

/// <summary>Files that appear complete.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside <paramref name="path"/>, then renames.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(beside, content);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
