using Labelsmith.Bench;
using Labelsmith.Bench.Accuracy;
using Labelsmith.Bench.Selection;
using Labelsmith.Bench.SemiSupervised;
using Labelsmith.Learning.Runs;

switch (args)
{
    case ["accuracy", .. var arguments]:
        return AccuracyBench.Run(arguments);
    case ["semi-supervised", .. var arguments]:
        return SemiSupervisedBench.Run(arguments);
    case ["selection", .. var arguments]:
        NativeMemory.Tune(); // it learns in this process
        return SelectionBench.Run(arguments);
}

// Measures one setting in a process of its own, as bench/unet asks, and writes one line of JSON.
// Labelsmith.Bench prepare FOLDER WIDTHS | step FOLDER WIDTHS SETTING SECONDS | infer FOLDER WIDTHS SETTING SECONDS
if (args is not [var work, var folder, var widthList, .. var rest])
{
    Console.Error.WriteLine("Start bench/unet instead.");
    return 2;
}

var widths = widthList.Split('-').Select(int.Parse).ToArray();
if (work == "prepare")
{
    Inputs.Prepare(folder, widths);
    return 0;
}

if (rest[0] != "as-it-comes")
{
    NativeMemory.Tune(); // as the command line and the worker do
}

TorchSharp.torch.set_num_threads(Environment.ProcessorCount);
var bench = new UNetBench(folder, widths, rest[0], TimeSpan.FromSeconds(int.Parse(rest[1])));
Console.WriteLine((work == "step" ? bench.TrainingStep() : bench.Inference()).ToJson());
return 0;
