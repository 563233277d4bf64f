using System.CommandLine;

return new RootCommand("Labelsmith: data annotation that learns along.").Parse(args).Invoke();
