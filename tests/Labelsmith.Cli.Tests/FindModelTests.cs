using Labelsmith.Cli.Commands;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Tests;

public sealed class FindModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelsmith-model-").FullName;

    [Fact]
    public void A_run_its_model_and_the_file_in_it_are_the_same_and_a_file_alone_is_somebody_elses()
    {
        var model = Path.Combine(_folder, "model");
        Directory.CreateDirectory(model);
        File.WriteAllText(Path.Combine(model, "model.json"), "{}");
        File.WriteAllText(Path.Combine(model, "model.onnx"), "");
        File.WriteAllText(Path.Combine(_folder, "theirs.onnx"), "");
        Assert.Equal(model, PredictCommand.FindModel(_folder));
        Assert.Equal(model, PredictCommand.FindModel(model));
        Assert.Equal(model, PredictCommand.FindModel(Path.Combine(model, "model.onnx")));
        Assert.Equal(Path.Combine(_folder, "theirs.onnx"), PredictCommand.FindModel(Path.Combine(_folder, "theirs.onnx")));
        Assert.Throws<BadDataException>(() => PredictCommand.FindModel(Path.Combine(_folder, "none")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
