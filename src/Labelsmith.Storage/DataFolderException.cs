namespace Labelsmith.Storage;

/// <summary>The data folder cannot be used. The message is for the user: what, where, what to do.</summary>
public sealed class DataFolderException(string message, Exception? inner = null) : Exception(message, inner);
