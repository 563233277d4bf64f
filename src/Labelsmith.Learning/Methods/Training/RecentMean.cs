namespace Labelsmith.Learning.Methods.Training;

/// <summary>The mean of the last five values; 0 before the first.</summary>
internal sealed class RecentMean
{
    private const int Remembered = 5;

    private readonly Queue<double> _values = new();

    public double Value => _values.Count > 0 ? _values.Average() : 0;

    public void Add(double value)
    {
        _values.Enqueue(value);
        if (_values.Count > Remembered)
        {
            _values.Dequeue();
        }
    }
}
