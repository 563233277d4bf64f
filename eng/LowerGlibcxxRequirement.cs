using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>MSBuild task: copies an ELF library, its need of the libstdc++ symbol version GLIBCXX_3.4.32 lowered to
/// GLIBCXX_3.4.30. See NativeEngines.targets for why that is sound for TorchSharp's.</summary>
/// <remarks>Eight bytes change: in the section .gnu.version_r (System V ABI, "Symbol versioning"), the entry of the new
/// version takes hash and name of the old version's entry.</remarks>
public class LowerGlibcxxRequirement : Task
{
    private const string Demanded = "GLIBCXX_3.4.32";
    private const string Offered = "GLIBCXX_3.4.30";

    private static readonly string[] LibraryFolders =
        { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib" };

    [Required]
    public string Original { get; set; }

    [Required]
    public string Patched { get; set; }

    /// <summary>False where the system has the version, or the library does not ask for it: use the original.</summary>
    [Output]
    public bool Needed { get; set; }

    public override bool Execute()
    {
        Needed = false;
        var system = LibraryFolders.Select(folder => Path.Combine(folder, "libstdc++.so.6")).FirstOrDefault(File.Exists);
        if (system is null || Contains(File.ReadAllBytes(system), Demanded))
        {
            return true;
        }

        if (File.Exists(Patched) && File.GetLastWriteTimeUtc(Patched) == File.GetLastWriteTimeUtc(Original))
        {
            Needed = true;
            return true;
        }

        var elf = File.ReadAllBytes(Original);
        if (!Lower(elf))
        {
            return true;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Patched));
        // moved into place: a build that is cut off, or runs beside this one, never sees half a file
        var fresh = Patched + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(fresh, elf);
        File.SetLastWriteTimeUtc(fresh, File.GetLastWriteTimeUtc(Original));
        File.Delete(Patched);
        File.Move(fresh, Patched);
        Needed = true;
        Log.LogMessage(MessageImportance.High, "libLibTorchSharp.so: {0} lowered to {1} for {2}.", Demanded, Offered, system);
        return true;
    }

    /// <summary>False where the library does not ask for the demanded version.</summary>
    private static bool Lower(byte[] elf)
    {
        const int versionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
        var (offset, link) = Section(elf, header => BitConverter.ToInt32(elf, header + 4) == versionNeedSection);
        if (offset == 0)
        {
            return false;
        }

        var strings = Section(elf, link).Offset;
        int demanded = 0, offered = 0;
        foreach (var entry in Entries(elf, offset))
        {
            var name = NameAt(elf, strings + BitConverter.ToInt32(elf, entry + 8));
            demanded = name == Demanded ? entry : demanded;
            offered = name == Offered ? entry : offered;
        }

        if (demanded == 0 || offered == 0)
        {
            return false;
        }

        Array.Copy(elf, offered, elf, demanded, 4); // vna_hash
        Array.Copy(elf, offered + 8, elf, demanded + 8, 4); // vna_name
        return true;
    }

    /// <summary>Offsets of all Elf64_Vernaux of a chain of Elf64_Verneed.</summary>
    private static IEnumerable<int> Entries(byte[] elf, int need)
    {
        while (true)
        {
            var count = BitConverter.ToUInt16(elf, need + 2); // vn_cnt
            var entry = need + BitConverter.ToInt32(elf, need + 8); // vn_aux
            for (var i = 0; i < count; i++)
            {
                yield return entry;
                entry += BitConverter.ToInt32(elf, entry + 12); // vna_next
            }

            var next = BitConverter.ToInt32(elf, need + 12); // vn_next
            if (next == 0)
            {
                yield break;
            }

            need += next;
        }
    }

    private static (int Offset, int Link) Section(byte[] elf, Func<int, bool> wanted)
    {
        var headers = (int)BitConverter.ToInt64(elf, 0x28); // e_shoff
        var size = BitConverter.ToUInt16(elf, 0x3a); // e_shentsize
        var count = BitConverter.ToUInt16(elf, 0x3c); // e_shnum
        for (var i = 0; i < count; i++)
        {
            if (wanted(headers + (i * size)))
            {
                return Section(elf, i);
            }
        }

        return (0, 0);
    }

    private static (int Offset, int Link) Section(byte[] elf, int index)
    {
        var header = (int)BitConverter.ToInt64(elf, 0x28) + (index * BitConverter.ToUInt16(elf, 0x3a));
        return ((int)BitConverter.ToInt64(elf, header + 24), BitConverter.ToInt32(elf, header + 40)); // sh_offset, sh_link
    }

    private static string NameAt(byte[] elf, int offset) =>
        Encoding.ASCII.GetString(elf, offset, Array.IndexOf(elf, (byte)0, offset) - offset);

    private static bool Contains(byte[] library, string version)
    {
        var wanted = Encoding.ASCII.GetBytes(version + "\0");
        for (var at = Array.IndexOf(library, wanted[0]); at >= 0; at = Array.IndexOf(library, wanted[0], at + 1))
        {
            if (at + wanted.Length <= library.Length && wanted.SequenceEqual(library.Skip(at).Take(wanted.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
