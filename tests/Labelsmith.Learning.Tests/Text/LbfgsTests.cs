using CsCheck;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Tests.Text;

public class LbfgsTests
{
    [Fact]
    public void Finds_the_bottom_of_Rosenbrocks_valley()
    {
        // Rosenbrock (1960), doi:10.1093/comjnl/3.3.175: the minimum is 0 at (1, 1)
        double[] point = [-1.2, 1];
        var value = Lbfgs.Minimize(point, Rosenbrock, 200, 1e-9);
        Assert.Equal(0, value, 12);
        Assert.Equal(1, point[0], 6);
        Assert.Equal(1, point[1], 6);
    }

    [Fact]
    public void Never_goes_up()
    {
        var last = double.PositiveInfinity;
        Lbfgs.Minimize([-1.2, 1], Rosenbrock, 200, 1e-9, (_, value) =>
        {
            Assert.True(value <= last);
            last = value;
            return true;
        });
    }

    [Fact]
    public void Solves_any_convex_parabola() => Gen.Double[0.1, 100].Array[1, 12].Sample(curvatures =>
    {
        var point = new double[curvatures.Length];
        Lbfgs.Minimize(
            point,
            (at, gradient) =>
            {
                var value = 0.0;
                for (var i = 0; i < at.Length; i++)
                {
                    gradient[i] = curvatures[i] * (at[i] - i);
                    value += curvatures[i] / 2 * (at[i] - i) * (at[i] - i);
                }

                return value;
            },
            500,
            1e-8);
        for (var i = 0; i < point.Length; i++)
        {
            Assert.Equal(i, point[i], 5);
        }
    });

    [Fact]
    public void Stops_when_it_is_told_to()
    {
        var iterations = 0;
        Lbfgs.Minimize([-1.2, 1], Rosenbrock, 200, 1e-9, (iteration, _) => (iterations = iteration) < 3);
        Assert.Equal(3, iterations);
    }

    private static double Rosenbrock(double[] at, double[] gradient)
    {
        var (x, y) = (at[0], at[1]);
        gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
        gradient[1] = 200 * (y - x * x);
        return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
    }
}
