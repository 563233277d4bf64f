using Labelsmith.Domain;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Tests;

/// <summary>What only SQLite has: files, versions, locks.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("labelsmith-sqlite-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder, "labelsmith.db");

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        DataFolder.Open(folder);
        Execute("PRAGMA user_version = 99");

        var refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(folder));

        Assert.Contains("newer Labelsmith", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, Execute("PRAGMA user_version"));
    }

    [Fact]
    public void Something_else_than_a_database_is_refused()
    {
        File.WriteAllText(Database, new string('x', 5000));

        Assert.Contains("not a Labelsmith database", Assert.Throws<DataFolderException>(() => DataFolder.Open(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_a_sentence()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");

        Assert.Contains("cannot be written", Assert.Throws<DataFolderException>(() => DataFolder.Open(Path.Combine(folder, "file", "data"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_another_program_has_locked_is_refused_with_a_sentence()
    {
        DataFolder.Open(folder);
        SqliteConnection.ClearAllPools();
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; CREATE TABLE hold (x);";
        command.ExecuteNonQuery();

        Assert.Contains(
            "locked", Assert.Throws<DataFolderException>(() => DataFolder.Open(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commits_are_synchronised_and_foreign_keys_kept()
    {
        DataFolder.Open(folder);
        using var db = Contexts.OpenSqlite(Database, TimeProvider.System).Open();

        Assert.Equal("wal", db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").AsEnumerable().Single());
        Assert.Equal(2, db.Database.SqlQueryRaw<int>("PRAGMA synchronous").AsEnumerable().Single());
        Assert.Equal(1, db.Database.SqlQueryRaw<int>("PRAGMA foreign_keys").AsEnumerable().Single());
    }

    [Fact]
    public void Every_mapped_property_is_a_column_and_the_other_way_round()
    {
        DataFolder.Open(folder);
        using var db = Contexts.OpenSqlite(Database, TimeProvider.System).Open();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var columns = db.Database.SqlQuery<string>(
                $"SELECT name AS Value FROM pragma_table_xinfo({entity.GetTableName()})").ToHashSet();
            Assert.Equal(columns.Order(), entity.GetProperties().Select(property => property.GetColumnName()).Order());
        }
    }

    [Theory]
    [InlineData(ItemSort.Id, "items_in_order")]
    [InlineData(ItemSort.Score, "items_by_doubt")]
    [InlineData(ItemSort.ScoreDescending, "items_by_score")]
    [InlineData(ItemSort.Updated, "items_by_update")]
    public async Task Each_sort_reads_its_index_and_sorts_nothing(ItemSort sort, string index)
    {
        var data = DataFolder.Open(folder);
        var project = await data.Projects.AddAsync("p", Medium.Text, new LabelSchema([]), cancel: Cancel);
        await using var db = Contexts.OpenSqlite(Database, TimeProvider.System).Open();
        var cursor = new ItemCursor(0.5, 7);

        var plan = Plan(db, ItemList.Page(db, project.Id, new ItemQuery { Sort = sort, Cursor = cursor.ToString() }));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private static string Plan(LabelsmithContext db, IQueryable<Item> query)
    {
        using var command = (SqliteCommand)query.CreateDbCommand();
        db.Database.OpenConnection();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
