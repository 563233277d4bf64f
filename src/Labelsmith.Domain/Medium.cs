namespace Labelsmith.Domain;

/// <summary>What the items of a project are. A project holds one medium.</summary>
public enum Medium
{
    Image,
    Text,
    Audio,
}
