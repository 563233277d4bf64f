namespace Labelsmith.Learning.Methods.Automatic;

/// <summary>How <c>auto</c> can find out what a learner is worth.</summary>
public enum Trial
{
    /// <summary>Not at all: it is only used where it is asked for.</summary>
    None,

    /// <summary>It learns in seconds: labels are held back from it some times over, and if it wins it learns once more from all.</summary>
    HeldBack,

    /// <summary>It takes minutes, and validation items only decide when it stops: its one model is measured on them.</summary>
    Validation,
}
