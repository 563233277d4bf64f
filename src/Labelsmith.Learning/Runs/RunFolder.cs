using System.Security.Cryptography;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Runs;

/// <summary>The folders that a run writes.</summary>
internal sealed class RunFolder
{
    private const string RequestFile = "request.sha256";

    private RunFolder(string model, string checkpoint) => (Model, Checkpoint) = (model, checkpoint);

    public string Model { get; }

    public string Checkpoint { get; }

    /// <summary>Makes the folders; a checkpoint stays only where it is one of the same request.</summary>
    /// <exception cref="BadDataException">The folder cannot be written.</exception>
    public static RunFolder Open(LearningRequest request, TaskKind task)
    {
        var folder = new RunFolder(
            Path.Combine(request.OutDirectory, "model"), Path.Combine(request.OutDirectory, "checkpoint"));
        try
        {
            Directory.CreateDirectory(folder.Model);
            var fingerprint = Fingerprint(request, task);
            var file = Path.Combine(folder.Checkpoint, RequestFile);
            if (!File.Exists(file) || File.ReadAllText(file) != fingerprint)
            {
                folder.DropCheckpoint();
                Directory.CreateDirectory(folder.Checkpoint);
                File.WriteAllText(file, fingerprint);
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException(
                $"{request.OutDirectory} cannot be written ({failure.Message}): name another folder.", failure);
        }
    }

    public void DropCheckpoint()
    {
        if (Directory.Exists(Checkpoint))
        {
            Directory.Delete(Checkpoint, recursive: true);
        }
    }

    /// <summary>Of all that decides what is learned; the budget does not, so that a resumed run may get more time.</summary>
    private static string Fingerprint(LearningRequest request, TaskKind task)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add($"{request.Data.Name}|{task}|{request.Method}|{request.Seed}|{request.Labelled}|{request.LabelledPerClass}|{request.Folds}|{request.Architecture}|{request.Epochs}|{request.Device}");
        Add(string.Join('|', request.Data.Classes) + "|" + request.Data.Background);
        foreach (var item in request.Data.Items.Concat(request.Test?.Items ?? []))
        {
            Add($"{item.Id}|{item.Split}|{item.IsLabelled}");
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
