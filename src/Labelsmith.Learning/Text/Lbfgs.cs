using System.Numerics.Tensors;

namespace Labelsmith.Learning.Text;

/// <summary>Minimises smooth functions of many variables from their gradients.</summary>
/// <remarks>Liu and Nocedal (1989), "On the limited memory BFGS method for large scale optimization",
/// doi:10.1007/BF01589116; the step length by bisection to the weak Wolfe conditions, as Lewis and Overton (2013),
/// doi:10.1007/s10107-012-0514-2, section 3.</remarks>
internal sealed class Lbfgs
{
    private const int Memory = 8;
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostTrials = 40;

    private readonly Objective _objective;
    private readonly double[] _point;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly double[] _nextPoint;
    private readonly double[] _nextGradient;
    private readonly List<(double[] Step, double[] Change, double Scale)> _pairs = []; // oldest first
    private double _value;

    private Lbfgs(double[] point, Objective objective)
    {
        _objective = objective;
        _point = point;
        _gradient = new double[point.Length];
        _direction = new double[point.Length];
        _nextPoint = new double[point.Length];
        _nextGradient = new double[point.Length];
        _value = objective(point, _gradient);
    }

    /// <summary>A function that can be minimised.</summary>
    /// <param name="point">Shape (P).</param>
    /// <param name="gradient">Shape (P): receives the gradient there; what it held before means nothing.</param>
    /// <returns>The value there.</returns>
    public delegate double Objective(double[] point, double[] gradient);

    /// <summary>Minimises.</summary>
    /// <param name="point">Shape (P): where to start; holds the best point so far.</param>
    /// <param name="mostIterations">Ends after as many.</param>
    /// <param name="tolerance">Ends when no entry of the gradient is larger.</param>
    /// <param name="goesOn">Told the iteration, from 1, and the value, after each; false ends.</param>
    /// <returns>The value reached.</returns>
    public static double Minimize(
        double[] point, Objective objective, int mostIterations, double tolerance, Func<int, double, bool>? goesOn = null)
    {
        var search = new Lbfgs(point, objective);
        for (var iteration = 1; iteration <= mostIterations && search.Steepest > tolerance && search.Step(); iteration++)
        {
            if (goesOn?.Invoke(iteration, search._value) == false)
            {
                break;
            }
        }

        return search._value;
    }

    private double Steepest => Math.Abs(TensorPrimitives.MaxMagnitude<double>(_gradient));

    /// <summary>One iteration; false when double precision allows no further decrease.</summary>
    private bool Step()
    {
        Aim();
        var slope = TensorPrimitives.Dot<double>(_gradient, _direction);
        if (!(slope < 0) || !Search(slope))
        {
            return false;
        }

        Remember();
        _nextPoint.CopyTo(_point, 0);
        _nextGradient.CopyTo(_gradient, 0);
        return true;
    }

    /// <summary>The direction −H g, H being the inverse Hessian as the last steps show it (the two-loop recursion).</summary>
    private void Aim()
    {
        TensorPrimitives.Negate<double>(_gradient, _direction);
        if (_pairs.Count == 0)
        {
            // nothing is known of the curvature: begin with a step of at most length 1
            TensorPrimitives.Multiply(_direction, 1 / Math.Max(1, TensorPrimitives.Norm<double>(_gradient)), _direction);
            return;
        }

        Span<double> shares = stackalloc double[Memory];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            var (step, change, scale) = _pairs[i];
            shares[i] = scale * TensorPrimitives.Dot<double>(step, _direction);
            TensorPrimitives.MultiplyAdd(change, -shares[i], _direction, _direction);
        }

        var (_, newest, inverse) = _pairs[^1];
        TensorPrimitives.Multiply(_direction, 1 / (inverse * TensorPrimitives.Dot<double>(newest, newest)), _direction);
        for (var i = 0; i < _pairs.Count; i++)
        {
            var (step, change, scale) = _pairs[i];
            var share = shares[i] - scale * TensorPrimitives.Dot<double>(change, _direction);
            TensorPrimitives.MultiplyAdd(step, share, _direction, _direction);
        }
    }

    /// <summary>Finds a step that decreases the value enough and flattens the slope enough.</summary>
    private bool Search(double slope)
    {
        var (low, high, length) = (0.0, double.PositiveInfinity, 1.0);
        for (var trial = 0; trial < MostTrials; trial++)
        {
            TensorPrimitives.MultiplyAdd(_direction, length, _point, _nextPoint);
            var value = _objective(_nextPoint, _nextGradient);
            if (!(value <= _value + Decrease * length * slope))
            {
                high = length; // too far, or not a number
            }
            else if (TensorPrimitives.Dot<double>(_nextGradient, _direction) < Curvature * slope)
            {
                low = length; // still steep: farther
            }
            else
            {
                _value = value;
                return true;
            }

            length = double.IsInfinity(high) ? 2 * low : (low + high) / 2;
        }

        return false;
    }

    private void Remember()
    {
        if (_pairs.Count == Memory)
        {
            _pairs.RemoveAt(0);
        }

        var step = new double[_point.Length];
        var change = new double[_point.Length];
        TensorPrimitives.Subtract<double>(_nextPoint, _point, step);
        TensorPrimitives.Subtract<double>(_nextGradient, _gradient, change);
        _pairs.Add((step, change, 1 / TensorPrimitives.Dot<double>(step, change))); // positive by the Wolfe conditions
    }
}
