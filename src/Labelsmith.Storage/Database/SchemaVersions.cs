using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Labelsmith.Storage.Database;

/// <summary>Makes the tables, and brings those of an older Labelsmith up to date.</summary>
/// <remarks>A change of the tables: one more file <c>Versions/NNNN.sql</c>. <c>user_version</c> says which ones a
/// database has had. Plain scripts rather than EF's migrations: they are what a reviewer and a DBA read.</remarks>
internal static class SchemaVersions
{
    private static readonly string[] Scripts =
    [
        .. typeof(SchemaVersions).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public static int Newest => Scripts.Length;

    /// <exception cref="DataFolderException">The database was written by a newer Labelsmith.</exception>
    public static void Upgrade(SqliteConnection connection, string file)
    {
        if (Version(connection) == Newest)
        {
            return;
        }

        // immediate: of two processes that start at once, one waits here and finds the work done
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection);
        if (version > Newest)
        {
            throw new DataFolderException(
                $"{file} was written by a newer Labelsmith (its tables have version {version}, this program knows {Newest}): start that one, or choose another data folder.");
        }

        foreach (var script in Scripts[version..])
        {
            Execute(connection, ReadScript(script));
        }

        Execute(connection, $"PRAGMA user_version = {Newest}");
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // scripts of this assembly, no user's text
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string ReadScript(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
