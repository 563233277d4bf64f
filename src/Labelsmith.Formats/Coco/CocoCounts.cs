using System.Text;

namespace Labelsmith.Formats.Coco;

/// <summary>COCO's text of run lengths: each number in groups of 5 bits from the lowest on, 0x20 for "more follow", the sign in 0x10 of the last, plus 48;
/// from the fourth on, the difference to the number two before.</summary>
/// <remarks>As in cocoapi's maskApi.c, rleToString and rleFrString.</remarks>
internal static class CocoCounts
{
    private const int MaximumGroups = 7; // of 5 bits: a 32-bit number has no more

    public static string Compress(IReadOnlyList<int> counts)
    {
        var text = new StringBuilder(counts.Count * 2);
        for (var index = 0; index < counts.Count; index++)
        {
            long rest = counts[index] - (index > 2 ? counts[index - 2] : 0);
            bool more;
            do
            {
                var group = (int)(rest & 0x1F);
                rest >>= 5;
                more = (group & 0x10) != 0 ? rest != -1 : rest != 0;
                text.Append((char)((more ? group | 0x20 : group) + 48));
            }
            while (more);
        }

        return text.ToString();
    }

    /// <summary>Null where the text is broken.</summary>
    public static List<int>? Decompress(string text)
    {
        var counts = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            long number = 0;
            var groups = 0;
            int group;
            do
            {
                group = at < text.Length ? text[at++] - 48 : -1;
                if (group is < 0 or > 0x3F || groups == MaximumGroups)
                {
                    return null;
                }

                number |= (long)(group & 0x1F) << (5 * groups++);
            }
            while ((group & 0x20) != 0);

            number |= (group & 0x10) != 0 ? -1L << (5 * groups) : 0;
            number += counts.Count > 2 ? counts[^2] : 0;
            if (number is < 0 or > int.MaxValue)
            {
                return null;
            }

            counts.Add((int)number);
        }

        return counts;
    }
}
