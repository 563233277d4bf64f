using Labelsmith.Learning.Text;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Text;

[Collection(TorchTests.Name)]
public class LatentSpaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Angles_are_those_of_a_full_singular_value_decomposition()
    {
        using var scope = NewDisposeScope();
        var (texts, dense) = Texts(count: 30, columns: 50, rank: 4);
        var (u, s, _) = linalg.svd(dense, fullMatrices: false);
        var expected = nn.functional.normalize(u[.., ..4] * s[..4], p: 2, dim: 1);
        var points = LatentSpace.Fit(texts, 50, 4, seed: 1, Stop);
        var actual = tensor(points.Values, [30, 4]);
        Assert.True(actual.matmul(actual.t()).allclose(expected.matmul(expected.t()), 1e-3, 1e-3));
    }

    [Fact]
    public void The_same_seed_gives_the_same_space_and_an_empty_text_is_the_origin()
    {
        using var scope = NewDisposeScope();
        var (texts, _) = Texts(count: 20, columns: 40, rank: 3);
        texts.Add(new SparseVector([], []));
        var points = LatentSpace.Fit(texts, 40, 100, seed: 7, Stop);
        Assert.Equal(points.Values, LatentSpace.Fit(texts, 40, 100, seed: 7, Stop).Values);
        Assert.All(points[20].ToArray(), value => Assert.Equal(0, value));
    }

    private static (List<SparseVector> Texts, Tensor Dense) Texts(int count, int columns, int rank)
    {
        random.manual_seed(4);
        var dense = randn(count, rank).matmul(randn(rank, columns)).contiguous();
        var values = dense.data<float>().ToArray();
        return ([.. values.Chunk(columns).Select(row => new SparseVector([.. Enumerable.Range(0, columns)], row))], dense);
    }
}
