// How far what is heard lies from what was said: the difference of their loudness in bands of
// frequency, in dB, over 20 ms each, after the two were laid side by side (dynamic time warping),
// since a jitter buffer stretches and shortens. 0 is the same sound.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "voice/media/frame.hpp"

namespace parley::voice::testing {

constexpr std::size_t bands = 18;
using Spectrum = std::array<double, bands>;  // dB.

namespace score {

constexpr std::size_t window = 256;
constexpr double quietest = 20;  // dB; below is silence.
constexpr double step_cost = 1;  // dB; for a frame that has none beside it.

using Values = std::array<std::complex<double>, window>;

// The fast Fourier transform (Cooley and Tukey, 1965).
inline void transform(Values& values) {
    for (std::size_t at = 1, other = 0; at < window; ++at) {
        std::size_t bit = window / 2;
        for (; (other & bit) != 0; bit /= 2) other ^= bit;
        other ^= bit;
        if (at < other) std::swap(values[at], values[other]);
    }
    for (std::size_t size = 2; size <= window; size *= 2) {
        const auto turn = std::polar(1.0, -2 * std::numbers::pi / static_cast<double>(size));
        for (std::size_t from = 0; from < window; from += size) {
            std::complex<double> turned = 1;
            for (std::size_t at = from; at < from + size / 2; ++at, turned *= turn) {
                const auto odd = turned * values[at + size / 2];
                values[at + size / 2] = values[at] - odd;
                values[at] += odd;
            }
        }
    }
}

// Bands of equal width on the mel scale, 100 to 3,900 Hz.
inline std::size_t band_of(double frequency) {
    auto mel = [](double hertz) { return 2'595 * std::log10(1 + hertz / 700); };
    const double share = (mel(frequency) - mel(100)) / (mel(3'900) - mel(100));
    return static_cast<std::size_t>(share * bands);
}

inline Spectrum spectrum_of(std::span<const std::int16_t> samples) {
    Values values{};
    for (std::size_t at = 0; at < window && at < samples.size(); ++at) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(at) / window;
        values[at] = samples[at] * (0.5 - 0.5 * std::cos(angle));
    }
    transform(values);
    std::array<double, bands> power{};
    for (std::size_t bin = 4; bin < window / 2 - 3; ++bin) {
        const std::size_t band = band_of(static_cast<double>(bin) * sample_rate / window);
        if (band < bands) power[band] += std::norm(values[bin]) / window;
    }
    Spectrum spectrum{};
    for (std::size_t band = 0; band < bands; ++band)
        spectrum[band] = std::max(quietest, 10 * std::log10(power[band] + 1e-9));
    return spectrum;
}

inline std::vector<Spectrum> spectra_of(std::span<const std::int16_t> samples) {
    std::vector<Spectrum> spectra;
    for (std::size_t at = 0; at + window <= samples.size(); at += frame_samples)
        spectra.push_back(spectrum_of(samples.subspan(at, window)));
    return spectra;
}

inline double between(const Spectrum& a, const Spectrum& b) {
    double sum = 0;
    for (std::size_t band = 0; band < bands; ++band) sum += std::pow(a[band] - b[band], 2);
    return std::sqrt(sum / bands);
}

}  // namespace score

// `slack`: by how many frames the two may lie apart.
inline double distance(std::span<const std::int16_t> said, std::span<const std::int16_t> heard,
                       int slack = 12) {
    const auto left = score::spectra_of(said);
    const auto right = score::spectra_of(heard);
    constexpr double far = 1e12;
    const auto rows = static_cast<int>(left.size());
    const auto columns = static_cast<int>(right.size());
    std::vector<std::vector<double>> cost(left.size() + 1,
                                          std::vector<double>(right.size() + 1, far));
    cost[0][0] = 0;
    for (int row = 1; row <= rows; ++row) {
        const int from = std::max(1, row - slack);
        for (int column = from; column <= std::min(columns, row + slack); ++column) {
            const auto r = static_cast<std::size_t>(row);
            const auto c = static_cast<std::size_t>(column);
            const double before = std::min(
                cost[r - 1][c - 1], std::min(cost[r - 1][c], cost[r][c - 1]) + score::step_cost);
            cost[r][c] = before + score::between(left[r - 1], right[c - 1]);
        }
    }
    double best = far;  // The end of one may be the other's some frames before.
    for (int column = std::max(0, columns - slack); column <= columns; ++column)
        best = std::min(best, cost.back()[static_cast<std::size_t>(column)]);
    return best / std::max(rows, 1);
}

}  // namespace parley::voice::testing
