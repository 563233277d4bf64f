using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Labelsmith.Storage.Database;

/// <summary>Gives each operation a context of its own, and the time.</summary>
internal sealed class Contexts(PooledDbContextFactory<LabelsmithContext> factory, TimeProvider time)
{
    /// <summary>In whole milliseconds, as it is stored: what a save answers is what is read later.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public LabelsmithContext Open() => factory.CreateDbContext();

    /// <exception cref="DataFolderException">The database cannot be opened.</exception>
    public static Contexts OpenSqlite(string file, TimeProvider time)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 };
        try
        {
            // who holds the file for longer than 5 s does not mean to share it
            var impatient = new SqliteConnectionStringBuilder(text.ToString()) { DefaultTimeout = 5, Pooling = false };
            using var connection = new SqliteConnection(impatient.ToString());
            connection.Open();
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"; // WAL stays with the file
                command.ExecuteNonQuery();
            }

            SchemaVersions.Upgrade(connection, file);
        }
        catch (SqliteException failure)
        {
            throw new DataFolderException(Explain(failure, file), failure);
        }

        var options = new DbContextOptionsBuilder<LabelsmithContext>()
            .UseSqlite(text.ToString())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new ConnectionPragmas())
            .Options;
        return new Contexts(new PooledDbContextFactory<LabelsmithContext>(options), time);
    }

    // codes: https://sqlite.org/rescode.html
    private static string Explain(SqliteException failure, string file) => failure.SqliteErrorCode switch
    {
        5 or 6 => $"{file} is locked by another program: end that one, or choose another data folder.",
        8 or 14 => $"{file} cannot be opened for writing: check the permissions of the folder, or choose another data folder.",
        10 or 13 => $"{file} cannot be written (the disk is full or faulty): make room, or choose another data folder.",
        11 or 26 => $"{file} is damaged or is not a Labelsmith database: restore a copy of it, or choose another data folder.",
        _ => $"{file} cannot be opened ({failure.Message}): check the file, or choose another data folder.",
    };
}
