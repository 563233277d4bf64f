using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Batches;
using Labelsmith.Storage.Blobs;
using Labelsmith.Storage.Database;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Predictions;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Labelsmith.Storage.Selections;
using Labelsmith.Storage.Users;

namespace Labelsmith.Storage;

/// <summary>Everything that one Labelsmith keeps: <c>labelsmith.db</c>, <c>blobs/</c>, <c>runs/</c> and <c>cache/</c>
/// (which may be deleted). Server and worker each open it; all of it may be used by many threads at once.</summary>
public sealed class DataFolder
{
    private DataFolder(string path, Contexts contexts)
    {
        Path = path;
        Blobs = new BlobStore(System.IO.Path.Combine(path, "blobs"));
        Blobs.Sweep(contexts.Now.AddDays(-1));
        SweepTemporaryFolder(contexts.Now.AddDays(-1));
        Projects = new ProjectStore(contexts);
        Items = new ItemStore(contexts);
        Annotations = new AnnotationStore(contexts);
        Predictions = new PredictionStore(contexts);
        Batches = new BatchStore(contexts);
        Runs = new RunStore(contexts);
        Models = new ModelStore(contexts);
        Selections = new SelectionStore(contexts);
        Users = new UserStore(contexts);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public BlobStore Blobs { get; }
    public ProjectStore Projects { get; }
    public ItemStore Items { get; }
    public AnnotationStore Annotations { get; }
    public PredictionStore Predictions { get; }
    public BatchStore Batches { get; }
    public RunStore Runs { get; }
    public ModelStore Models { get; }
    public SelectionStore Selections { get; }
    public UserStore Users { get; }

    /// <summary>Things that can be made again: thumbnails, converted images.</summary>
    public string CacheFolder => System.IO.Path.Combine(Path, "cache");

    /// <summary>Uploads and exports on their way; what is older than a day is swept away when the folder is opened.</summary>
    public string TemporaryFolder => System.IO.Path.Combine(Path, "tmp");

    /// <summary>Opens the folder, and makes it where it is not there.</summary>
    /// <exception cref="DataFolderException">It cannot be read or written, or a newer Labelsmith has written it.</exception>
    public static DataFolder Open(string path, TimeProvider? time = null)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            Directory.CreateDirectory(System.IO.Path.Combine(path, "runs"));
            Directory.CreateDirectory(System.IO.Path.Combine(path, "tmp"));
            var database = System.IO.Path.Combine(path, "labelsmith.db");
            return new DataFolder(path, Contexts.OpenSqlite(database, time ?? TimeProvider.System));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written ({failure.Message.TrimEnd('.')}): check its permissions, or choose another one.", failure);
        }
    }

    /// <summary>Where a run puts its model, reports and checkpoints. Not made by this.</summary>
    public string RunFolder(Guid run) => System.IO.Path.Combine(Path, "runs", run.ToString());

    private void SweepTemporaryFolder(DateTimeOffset before)
    {
        foreach (var left in new DirectoryInfo(TemporaryFolder).EnumerateFileSystemInfos().Where(
            left => left.LastWriteTimeUtc < before))
        {
            if (left is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                left.Delete();
            }
        }
    }
}
