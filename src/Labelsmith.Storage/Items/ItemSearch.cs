using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Items;

/// <summary>Finds items by a piece of their name or text, through SQLite's trigram index.</summary>
internal static class ItemSearch
{
    public static IQueryable<Item> Matching(LabelsmithContext db, string text)
    {
        if (text.EnumerateRunes().Count() < 3)
        {
            // too short for trigrams: a scan of what lists show
            var pattern = "%" + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
            return db.Items
                .Where(item => EF.Functions.Like(item.Name, pattern, @"\") || EF.Functions.Like(item.Excerpt!, pattern, @"\"));
        }

        var phrase = "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        return db.Items.FromSqlInterpolated(
            $"SELECT * FROM items WHERE seq IN (SELECT rowid FROM item_search WHERE item_search MATCH {phrase})");
    }
}
