using Labelsmith.Cli;
using Labelsmith.Learning.Runs;

// Servers give memory back; what learns and predicts keeps it, which is what makes it fast.
if (args is not ["demo" or "serve", ..])
{
    NativeMemory.Tune();
}

return await CommandLine.RunAsync(args);
