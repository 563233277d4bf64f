namespace Labelsmith.Learning.Quality;

/// <summary>What is kept of an item's content to find others that are nearly the same.</summary>
internal interface ISignature
{
    /// <summary>How many buckets each item lies in; the same for all of a kind.</summary>
    int Bands { get; }

    /// <summary>The bucket of a band: items that are near share at least one, nearly surely.</summary>
    ulong Bucket(int band);

    /// <summary>Items of a bucket whose orders are close are compared first, where a bucket is too full to compare all.</summary>
    ulong Order { get; }

    /// <summary>Whether both are the same to a person who looks twice.</summary>
    bool IsNear(ISignature other);
}
