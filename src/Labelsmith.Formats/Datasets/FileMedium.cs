using Labelsmith.Domain;
using Labelsmith.Media;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Formats.Datasets;

/// <summary>What the ending of a file's name says of its content.</summary>
internal static class FileMedium
{
    /// <summary>Null where a file of this name is no item.</summary>
    public static Medium? Of(string file) =>
        ImageFile.HasImageName(file) ? Medium.Image
        : SoundFile.HasSoundName(file) ? Medium.Audio
        : file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? Medium.Text
        : null;
}
