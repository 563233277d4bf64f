using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Labelsmith.Storage.Database;

/// <summary>What SQLite must be told on every connection: an acknowledged commit is on the disk, and writers of
/// other processes are waited for.</summary>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    /// <summary>30 s: longer than any transaction of ours takes.</summary>
    public const string Sql =
        "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
        + "PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;"; // 32 MB; a checkpoint each 16 MB

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
