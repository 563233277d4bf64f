namespace Labelsmith.Storage.Tests;

public sealed class SqliteStorage : StorageContract
{
    protected override DataFolder Open(string folder, TimeProvider time) => DataFolder.Open(folder, time);
}
