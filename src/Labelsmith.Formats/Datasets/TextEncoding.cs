using System.Text;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>The <c>encoding</c> of <c>dataset.yaml</c>.</summary>
internal static class TextEncoding
{
    /// <summary>Null where none is named: then UTF-8.</summary>
    /// <exception cref="BadDataException">The name is unknown.</exception>
    public static Encoding? Of(DatasetDescription description)
    {
        if (description.Encoding is not { } name)
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new BadDataException(
                $"{DatasetYaml.FileName}: 'encoding' names '{name}', which is not known: use a name such as utf-8, iso-8859-1, windows-1252 or gb18030.");
        }
    }

    /// <summary>As <paramref name="encoding"/>, or UTF-8; bytes that it does not have are errors.</summary>
    public static Encoding Strict(Encoding? encoding)
    {
        var strict = (Encoding)(encoding ?? Encoding.UTF8).Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
